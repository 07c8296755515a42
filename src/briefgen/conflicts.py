"""Where requirements of one key cannot all be met: contradictions between musts, and shoulds that give way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from briefgen.joins import Joined, order
from briefgen.scope import Scoped


def contradictions(joined: Iterable[Joined]) -> list[str]:
    """Every contradiction, as a sentence that names the key, the values and the rules; sorted."""
    by_key: dict[str, list[Joined]] = defaultdict(list)
    for one in joined:
        by_key[one.key.key].append(one)
    found = (text for key in by_key for text in (*_of_numbers(by_key[key]), *_of_words(by_key[key])))
    return sorted(set(found))


def reconcile_shoulds(musts: Sequence[Joined], shoulds: Sequence[Joined]) -> list[Joined]:
    """Of recommendations that exclude each other the nearest stays; those of one layer all stay and conflict."""
    kept: list[Joined] = []
    for should in sorted(shoulds, key=lambda one: (tuple(-n for n in _layer(one)), one.order)):
        nearer = [one for one in kept if one.key.key == should.key.key and _layer(one) > _layer(should)]
        bound = [must for must in musts if must.key.key == should.key.key]
        if nearer and not contradictions([should]) and contradictions([*bound, *nearer, should]):
            winner = next((one for one in nearer if contradictions([one, should])), nearer[0])
            kept[kept.index(winner)] = give_way(winner, should)
        else:
            kept.append(should)
    return kept


def defer_to_musts(musts: Sequence[Joined], shoulds: Sequence[Joined]) -> tuple[list[Joined], list[Joined]]:
    """Drop each recommendation that a must makes redundant or impossible, and list it with that must."""
    bound = list(musts)
    kept = []
    for should in shoulds:
        rivals = [must for must in bound if must.key.key == should.key.key]
        impossible = rivals and not contradictions([should]) and contradictions([*rivals, should])
        if _covered(should, rivals) or impossible:
            bound[bound.index(rivals[0])] = give_way(rivals[0], should)
        else:
            kept.append(should)
    return bound, kept


def give_way(winner: Joined, loser: Joined) -> Joined:
    """The winner, with the loser's rules listed as overridden."""
    losers = {order(s): s for s in (*winner.overridden, *loser.because, *loser.also, *loser.overridden)}
    return replace(winner, overridden=tuple(losers[key] for key in sorted(losers)))


def _covered(should: Joined, rivals: Sequence[Joined]) -> bool:
    """True where whoever obeys the musts has done what the recommendation asks."""
    same = [must for must in rivals if must.key == should.key]
    if not same:
        return False
    match should.key.op:
        case "max":
            return should.number >= same[0].number
        case "min":
            return should.number <= same[0].number
        case "one_of" | "any_of":
            return any(should.words >= must.words for must in same)
        case "require" | "forbid":
            return should.words <= frozenset().union(*(must.words for must in same))
        case _:
            return any(should.lead.rule.template == must.lead.rule.template for must in same)


def _of_numbers(joined: Sequence[Joined]) -> Iterator[str]:
    mins = [one for one in joined if one.key.op == "min"]
    maxes = [one for one in joined if one.key.op == "max"]
    for low, high in product(mins, maxes):
        if low.key.unit == high.key.unit and low.number > high.number:
            yield _say(f"at least {_value(low)} and at most {_value(high)}", low, high)


def _of_words(joined: Sequence[Joined]) -> Iterator[str]:
    by_op: dict[str, list[Joined]] = defaultdict(list)
    for one in joined:
        by_op[one.key.op].append(one)
    forbids, choices = by_op["forbid"], by_op["one_of"]
    forbidden = frozenset().union(*(one.words for one in forbids))
    if choices and not (common := frozenset.intersection(*(one.words for one in choices))) - forbidden:
        yield _say("nothing is left to choose", *choices, *_touching(common, forbids))
    for need in by_op["require"]:
        if both := need.words & forbidden:
            yield _say(f"{_list(both)} is required and forbidden", need, *_touching(both, forbids))
        for choice in choices:
            if outside := need.words - choice.words:
                yield _say(f"{_list(outside)} is required but not among the allowed", need, choice)
    for clause in by_op["any_of"]:
        left = clause.words.intersection(*(choice.words for choice in choices)) - forbidden
        if not left:
            against = [*choices, *_touching(clause.words, forbids)]
            yield _say(f"one of {_list(clause.words)} is owed and none is allowed", clause, *against)


def _touching(words: frozenset[str], joined: Iterable[Joined]) -> list[Joined]:
    return [one for one in joined if not words.isdisjoint(one.words)]


def _layer(joined: Joined) -> tuple[int, int]:
    return max(scoped.layer for scoped in joined.because)


def _say(why: str, *joined: Joined) -> str:
    rules: Iterable[Scoped] = (scoped for one in joined for scoped in one.because)
    return f"{joined[0].key.key}: {why} ({', '.join(sorted({scoped.id for scoped in rules}))})"


def _value(joined: Joined) -> str:
    rule = joined.lead.rule
    return f"{rule.value:g} {rule.unit}" if isinstance(rule.value, int | float) else ""


def _list(words: Iterable[str]) -> str:
    return ", ".join(repr(word) for word in sorted(words))
