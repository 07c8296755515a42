"""Words for the closed vocabularies, as messages of the core catalog."""

from __future__ import annotations

from briefgen.voice import Voice


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message for the catalogs where it stands apart from its use."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the same, for plurals
    """Mark a message with its plural for the catalogs."""
    return one, many


FORMATS = {
    "text_post": N_("text post"),
    "image": N_("picture post"),
    "carousel": N_("carousel"),
    "story": N_("story"),
    "short_video": N_("short video"),
    "long_video": N_("long video"),
    "live": N_("livestream"),
    "audio": N_("audio"),
    "article": N_("article"),
}

CONNECTIONS = {
    "paid": N_("paid partnership"),
    "gifted": N_("gifted product"),
    "affiliate": N_("affiliate partnership"),
    "employee": N_("employee of the brand"),
    "own_brand": N_("own brand"),
    "family": N_("family or close tie"),
    "none": N_("no tie to the brand"),
}

OBJECTIVES = {
    "awareness": N_("awareness"),
    "consideration": N_("consideration"),
    "engagement": N_("engagement"),
    "conversion": N_("conversion"),
    "loyalty": N_("loyalty"),
}

FREEDOM = {
    "prescribed": N_("Please follow the structure below closely."),
    "collaborative": N_("The ideas below are starting points; the way of telling it is yours."),
    "open": N_("How you tell it is entirely up to you, within the must-haves."),
}

AI_USE = {
    "forbidden": N_("Do not use AI to make pictures, voice or text for this post."),
    "with_label": N_("You may use AI, if you label it."),
    "free": N_("You may use AI where law and platform allow it."),
}

MEASURES = {
    "weight": N_("Weight: {value}"),
    "length": N_("Length: {value}"),
    "width": N_("Width: {value}"),
    "height": N_("Height: {value}"),
    "volume": N_("Volume: {value}"),
    "capacity": N_("Capacity: {value}"),
    "battery": N_("Battery life: {value}"),
}

BLOCKS = {
    "disclosure": N_("Advertising label"),
    "claims": N_("Claims and words"),
    "format": N_("Format"),
    "conduct": N_("Also required"),
    "culture": N_("Tone and culture"),
    "brand": N_("From the brand"),
    "marketer": N_("For the marketer"),
}

LEVELS = {"must": N_("must"), "should": N_("recommended")}

FORCES = {
    "law": N_("law"),
    "guidance": N_("regulator's guidance"),
    "self_regulation": N_("self-regulation"),
    "platform": N_("platform rule"),
    "contract": N_("the brand's own rule"),
    "custom": N_("custom"),
}

EVIDENCE = {
    "seen": N_("source read"),
    "derived": N_("derived"),
    "memory": N_("unverified"),
}

EVENTS = {
    "holiday": N_("public holiday"),
    "shopping": N_("shopping event"),
    "sale_period": N_("sales period"),
    "season": N_("season"),
    "mourning": N_("day of mourning"),
    "sensitive": N_("sensitive day"),
}


def listed(voice: Voice, messages: list[str]) -> str:
    """The messages in the voice's language, as a list."""
    return voice.formats.listing([voice.say(message) for message in messages])
