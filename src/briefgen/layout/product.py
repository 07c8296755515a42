"""The sections about the product: what it is, what to say, what to do and to leave out."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.layout.plan import SectionPlan, Setting, Stamp
from briefgen.models.brief import BriefLine
from briefgen.naming import AI_USE, FREEDOM, MEASURES
from briefgen.voice import Both, Quantity, verbatim


def product_sections(setting: Setting) -> list[SectionPlan]:
    """Product, messages, direction, dos and don'ts."""
    pen = setting.pen
    return [
        SectionPlan("product", pen.both("The product"), stamp=_product),
        SectionPlan("messages", pen.both("Say in your own words"), stamp=_messages),
        SectionPlan("direction", pen.both("Creative direction"), stamp=_direction),
        SectionPlan("dos", pen.both("Please do"), stamp=lambda s: map(s.pen.plain, s.lists("dos", s.campaign.dos))),
        SectionPlan(
            "donts",
            pen.both("Please do not"),
            stamp=lambda s: map(s.pen.plain, s.lists("donts", s.campaign.donts)),
        ),
    ]


def _product(stamp: Stamp) -> Iterator[BriefLine]:
    product, campaign, pen = stamp.product, stamp.campaign, stamp.pen
    if intro := stamp.words("brand_intro", campaign.brand_intro):
        yield pen.plain(intro)
    if text := stamp.words("summary", product.summary) or stamp.words("description", product.description):
        yield pen.plain(text)
    if text := stamp.words("for_whom", product.for_whom):
        yield pen.line("For: {text}", text=text)
    yield from map(pen.plain, stamp.lists("features", product.features))
    for measure in product.measures:
        yield pen.line(MEASURES[measure.what], value=Quantity(float(measure.value), measure.unit))
    if text := stamp.words("how_to_show", product.how_to_show):
        yield pen.line("How to show it: {text}", text=text)
    yield from _price(stamp)
    if text := stamp.words("where_to_buy", product.where_to_buy):
        yield pen.line("Where to buy: {text}", text=text)
    named = stamp.lists("claims", tuple(claim.text for claim in product.claims))
    for claim, words in zip(product.claims, named, strict=True):
        if claim.evidence:
            text = Both(verbatim(words.audience), verbatim(words.reader))
            yield pen.line("You may state: {claim} (proof: {evidence})", claim=text, evidence=claim.evidence)
    if product.available_from:
        yield pen.line("Available from: {day}", day=product.available_from)


def _price(stamp: Stamp) -> Iterator[BriefLine]:
    shown = stamp.prices
    if len(shown) == 2:
        yield stamp.pen.line("Price: {price} (before: {before})", price=shown[0], before=shown[1])
    elif shown:
        yield stamp.pen.line("Price: {price}", price=shown[0])


def _messages(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    yield from map(pen.plain, stamp.lists("messages", campaign.messages))
    if text := stamp.words("call_to_action", campaign.call_to_action):
        yield pen.line("Call to action: {text}", text=text)


def _direction(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    yield pen.line(FREEDOM[campaign.freedom])
    if text := stamp.words("tone", campaign.tone):
        yield pen.line("Tone: {text}", text=text)
    for angle in stamp.lists("angles", campaign.angles):
        yield pen.line("Idea: {text}", text=angle)
    for url in campaign.inspiration:
        yield pen.line("For inspiration: {url}", url=verbatim(url))
    for url in campaign.assets:
        yield pen.line("Material for you: {url}", url=verbatim(url))
    yield pen.line(AI_USE[campaign.ai_use])
    if text := stamp.words("music", campaign.music):
        yield pen.line("Music: {text}", text=text)


def faq(stamp: Stamp) -> Iterator[BriefLine]:
    """Questions and answers, each as one line."""
    for qa in stamp.lists("faq", stamp.campaign.faq):
        yield stamp.pen.plain(Both(*(f"{one.question} — {one.answer}" for one in qa)))
