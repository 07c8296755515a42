"""What a marketer is told about a request: refusals as errors, and warnings as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefgen.errors import UnsupportedError
from briefgen.layout.plan import Setting, Stamp
from briefgen.models.brief import Finding, PackRef, Requirement
from briefgen.models.campaign import Timeline
from briefgen.models.request import Request
from briefgen.naming import CONNECTIONS, N_
from briefgen.scope import Scoped
from briefgen.voice import Count, Pen


def refusal(bans: Sequence[Scoped], request: Request) -> UnsupportedError:
    """The error for a combination that rules ban: it names each rule, what it rests on and where it is written."""
    lines = "".join(f"\n  - {describe_ban(ban)}" for ban in bans)
    what = f"{request.category} on {', '.join(request.platforms)} in {request.market} ({request.connection})"
    return UnsupportedError(f"no brief for {what}: {len(bans)} rule(s) forbid it{lines}", [ban.id for ban in bans])


def describe_ban(ban: Scoped) -> str:
    """One line: the rule's text, id, force, evidence and first source."""
    rule = ban.rule
    evidence = "unverified" if rule.evidence == "memory" else f"reviewed {rule.reviewed}"
    source = next((f", {source.url or source.title}" for source in rule.sources), "")
    return f"{rule.template} [{ban.id}, {rule.force}, {evidence}{source}]"


def blueprint_findings(
    requirements: Sequence[Requirement], packs: Sequence[PackRef], blocked: Iterable[str], setting: Setting
) -> Iterator[Finding]:
    """Warnings that hold for every product: blocked plugins, unverified duties, words left in English."""
    pen, say = setting.pen, setting.pen.reader.say
    if names := sorted(blocked):
        yield Finding(
            code="blocked",
            message=say("Plugins left out on purpose: {names}. Their duties are missing.", names=", ".join(names)),
        )
    if partial := [pack.id for pack in packs if pack.status == "partial"]:
        message = say(
            "Not every duty in these packs has a source that somebody read: {names}.",
            names=", ".join(partial),
        )
        yield Finding(code="partial-pack", message=message)
    unverified = tuple(r.rule for r in requirements if r.evidence == "memory" and r.level == "must")
    if unverified:
        count = Count(len(unverified), "{n} duty is unverified", "{n} duties are unverified")
        yield Finding(
            code="unverified",
            message=say("{count}: check before you rely on the brief.", count=count),
            rules=unverified,
        )
    if setting.request.category == "other":
        yield Finding(
            code="no-category",
            message=say("The product file names no category, so no category rules were applied."),
        )
    yield from _untranslated_rules(pen)


def _untranslated_rules(pen: Pen) -> Iterator[Finding]:
    for voice in (pen.audience, pen.reader):
        if voice.texts.missing and (voice is pen.audience or pen.bilingual):
            names = ", ".join(sorted({domain for domain, _ in voice.texts.missing}))
            message = pen.reader.say(
                "{count} not translated into {language} and shown in English (catalogs: {names}).",
                count=Count(len(voice.texts.missing), "{n} text is", "{n} texts are"),
                language=pen.reader.formats.language_name(voice.language),
                names=names,
            )
            yield Finding(code="fallback", message=message)


def product_findings(stamp: Stamp, today: date | None) -> Iterator[Finding]:
    """Warnings about one product in one market."""
    say, request, campaign = stamp.pen.reader.say, stamp.request, stamp.campaign
    yield from _price_findings(stamp)
    if stamp.untranslated:
        language = stamp.pen.reader.formats.language_name(request.language)
        message = say(
            "The product file has no {language} text for: {fields}. The creator sees it as written; "
            "add it under [local.{tag}].",
            language=language,
            fields=", ".join(sorted(set(stamp.untranslated))),
            tag=request.language,
        )
        yield Finding(code="product-language", message=message)
    unproven = [claim.text for claim in stamp.product.claims if not claim.evidence]
    if unproven:
        yield Finding(
            code="claim-without-proof",
            message=say("Left out, since no proof is given: {claims}.", claims=tuple(unproven)),
        )
    if request.connection in ("gifted", "none") and campaign.compensation.fee:
        message = say(
            "The file names a fee, but the tie is given as {tie}: a paid post owes the label for paid posts.",
            tie=stamp.pen.both(CONNECTIONS[request.connection]),
        )
        yield Finding(code="fee-without-paid-tie", message=message)
    if stamp.product.stock == 0:
        yield Finding(code="out-of-stock", message=say("The product file says that nothing is in stock."))
    if (day := stamp.product.available_from) and day > request.on:
        yield Finding(
            code="not-yet-available",
            message=say("The product is available from {day}, after the go-live date.", day=day),
        )
    if today is not None and request.on < today:
        yield Finding(code="past-date", message=say("The go-live date {day} is in the past.", day=request.on))
    if not request.dated:
        yield Finding(code="no-date", message=say("No go-live date is named; the rules of today are shown."))
    if steps := _misplaced(campaign.timeline, request.on):
        message = say("These dates do not fit the go-live date: {steps}.", steps=", ".join(steps))
        yield Finding(code="late-step", message=message)
    yield from _brand_findings(stamp)


def _misplaced(time: Timeline, on: date) -> list[str]:
    if not time.model_fields_set:
        return []
    early = ("ship", "concept", "draft", "feedback", "final")
    before = [name for name in early if (day := getattr(time, name)) and day > on]
    return before + [name for name in ("post_until", "insights") if (day := getattr(time, name)) and day < on]


def _brand_findings(stamp: Stamp) -> Iterator[Finding]:
    """Where the brand's own texts and tags break a rule that the same brief states."""
    say, guard, campaign = stamp.pen.reader.say, stamp.setting.guard, stamp.campaign
    for word, rule in guard.hits([*stamp.own, *(f"#{tag.removeprefix('#')}" for tag in campaign.hashtags)]):
        message = say("The product file says {word}, which {rule} forbids.", word=word, rule=rule)
        yield Finding(code="forbidden-words", message=message, rules=(rule,))
    for key, tags in (("hashtag.count", campaign.hashtags), ("mention.count", campaign.mentions)):
        if tags and (limit := guard.limits.get(key)) and len(tags) > limit[0]:
            text = N_("The product file asks for {count} tags; {rule} allows {limit}.")
            message = say(text, count=len(tags), rule=limit[1], limit=limit[0])
            yield Finding(code="too-many-tags", message=message, rules=(limit[1],))


def _price_findings(stamp: Stamp) -> Iterator[Finding]:
    say, market = stamp.pen.reader.say, stamp.setting.market
    price = stamp.product.price_in(market.code)
    if price is None:
        yield Finding(code="no-price", message=say("The product file has no price; the brief names none."))
        return
    if price.currency != market.currency:
        message = say(
            "The price is in {currency}, but {market} pays in {local}. It is shown as given, never converted; "
            "add [prices.{code}].",
            currency=price.currency,
            market=stamp.pen.reader.formats.territory_name(market.code),
            local=market.currency,
            code=market.code,
        )
        yield Finding(code="foreign-price", message=message)
    elif price.tax_included is None and market.price.tax_included_note:
        message = say("Say whether the price includes tax (tax_included); this market shows prices with tax.")
        yield Finding(code="tax-unknown", message=message)
