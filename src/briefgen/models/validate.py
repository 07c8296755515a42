"""Building a model from outside values, with the project's own errors."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefgen.errors import InputError
from briefgen.models.problems import sentences

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], where: str, /, **values: Any) -> M:
    """The model with these values. Raises InputError that lists every problem, headed by ``where``."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise InputError(where, sentences(error, model)) from None
