"""At a glance, and the terms: dates, review, rights, pay. Every right and duty has an end."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.layout.plan import SectionPlan, Setting, Stamp
from briefgen.layout.product import faq
from briefgen.models.brief import BriefLine
from briefgen.models.campaign import Money
from briefgen.naming import CONNECTIONS, FORMATS, N_
from briefgen.voice import Both, Count, Places, Price, Span, verbatim

NO_DATE = N_("Go-live: to be agreed")
KEEP, RETURN = N_("You keep what we send."), N_("Please send the product back after the campaign.")
EDITS, NO_EDITS = N_("We may shorten it and change its format."), N_("We do not edit it.")


def glance_section(setting: Setting) -> SectionPlan:
    """What, when, for what: the first thing a creator looks for."""
    pen = setting.pen
    fixed = [
        pen.line("Deliverables: {list}", list=_deliverables(setting)),
        pen.line("Go-live: {day}", day=_go_live(setting)) if setting.request.dated else pen.line(NO_DATE),
        pen.line(
            "Your tie to the brand: {connection}",
            connection=pen.both(CONNECTIONS[setting.request.connection]),
        ),
    ]
    return SectionPlan(
        "glance",
        pen.both("At a glance"),
        stamp=lambda stamp: (*_about(stamp), *fixed, *_pay(stamp), *_contact(stamp)),
    )


def term_sections(setting: Setting) -> list[SectionPlan]:
    """Terms and frequent questions."""
    pen = setting.pen
    return [
        SectionPlan("terms", pen.both("Dates and terms"), stamp=_terms),
        SectionPlan("faq", pen.both("Questions and answers"), stamp=faq),
    ]


def _go_live(setting: Setting) -> Both:
    """The day, or the moment as the creator's clock shows it."""
    voices, at = (setting.pen.audience, setting.pen.reader), setting.request.at
    if at is None:
        return Both(*(voice.show(setting.request.on) for voice in voices))
    return Both(*(voice.formats.moment(at, setting.market.time_zone) for voice in voices))


def _deliverables(setting: Setting) -> Both:
    pen = setting.pen
    parts = [
        pen.both(
            "{count} × {platform}, {format}",
            count=d.count,
            platform=setting.platforms[d.platform],
            format=pen.both(FORMATS[d.format]),
        )
        for d in setting.request.deliverables
    ]
    return Both(
        pen.audience.formats.listing([part.audience for part in parts]),
        pen.reader.formats.listing([part.reader for part in parts]),
    )


def _about(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    if text := stamp.words("campaign_name", campaign.name):
        yield pen.line("Campaign: {name}", name=text)
    if text := stamp.words("overview", campaign.overview):
        yield pen.plain(text)
    if text := stamp.words("why_you", campaign.why_you):
        yield pen.line("Why you: {text}", text=text)


def _contact(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    if contact := campaign.contact.name or campaign.contact.email:
        who = " ".join(
            filter(None, (campaign.contact.name, campaign.contact.email and verbatim(campaign.contact.email)))
        )
        yield pen.line(
            "Questions to: {who} (answer within {time})",
            who=who or contact,
            time=Span(campaign.contact.reply_within_hours, "h"),
        )


def _pay(stamp: Stamp) -> Iterator[BriefLine]:
    pay, pen = stamp.campaign.compensation, stamp.pen
    if pay.fee:
        yield pen.line("You receive: {fee}", fee=_money(pay.fee, stamp))
    if pay.commission_percent:
        yield pen.line("Commission: {percent}%", percent=pay.commission_percent)
    if pay.model == "gift" or stamp.request.connection == "gifted":
        yield pen.line("You receive the product. You owe no praise.")
    elif pay.model == "to_be_agreed" and not pay.fee:
        yield pen.line("Fee: to be agreed")
    elif pay.model == "none":
        yield pen.line("This post is not paid.")


def _money(money: Money, stamp: Stamp) -> Price:
    market = stamp.setting.market
    return Price(money.amount, money.currency, stamp.setting.style if money.currency == market.currency else None)


def _terms(stamp: Stamp) -> Iterator[BriefLine]:
    yield from _shipping(stamp)
    yield from _dates(stamp)
    yield from _review(stamp)
    yield from _rights(stamp)
    yield from _after(stamp)


def _shipping(stamp: Stamp) -> Iterator[BriefLine]:
    shipping, pen = stamp.campaign.shipping, stamp.pen
    if items := stamp.lists("shipping_items", shipping.items):
        yield pen.line("We send: {items}", items=pen.listed(items))
        yield pen.line(KEEP if shipping.keep else RETURN)
    if text := stamp.words("shipping_note", shipping.note):
        yield pen.plain(text)


def _dates(stamp: Stamp) -> Iterator[BriefLine]:
    time, pen = stamp.campaign.timeline, stamp.pen
    if time.ship:
        yield pen.line("Product sent: {day}", day=time.ship)
    if time.concept:
        yield pen.line("Concept due: {day}", day=time.concept)
    if time.draft:
        yield pen.line("Draft due: {day}", day=time.draft)
    if time.feedback:
        yield pen.line("Our feedback by: {day}", day=time.feedback)
    if time.final:
        yield pen.line("Final approval by: {day}", day=time.final)
    if time.post_until and time.post_until >= stamp.request.on:
        yield pen.line("Post between {first} and {last}", first=stamp.request.on, last=time.post_until)
    if time.insights:
        yield pen.line("Send us the figures by: {day}", day=time.insights)
    if stamp.campaign.acknowledge_by:
        yield pen.line("Please confirm this brief by: {day}", day=stamp.campaign.acknowledge_by)
    if stamp.campaign.contract_needed:
        yield pen.line("A contract is signed before work starts.")


def _review(stamp: Stamp) -> Iterator[BriefLine]:
    review, pen = stamp.campaign.review, stamp.pen
    if review.reviewer:
        yield pen.line("Draft goes to: {who}", who=review.reviewer)
    yield pen.line(
        "We answer within {days}; {rounds} included.",
        days=Span(review.response_days, "day"),
        rounds=Count(review.revisions, "{n} round of changes", "{n} rounds of changes"),
    )
    if review.extra_revision:
        yield pen.line("Each further round: {fee}", fee=_money(review.extra_revision, stamp))


def _rights(stamp: Stamp) -> Iterator[BriefLine]:
    rights, campaign, pen = stamp.campaign.rights, stamp.campaign, stamp.pen
    if rights.days:
        places = Places(rights.territory or (stamp.request.market,))
        yield pen.line("We may reuse the post for {days} ({places}).", days=Span(rights.days, "day"), places=places)
        if channels := stamp.lists("channels", rights.channels):
            yield pen.line("Reuse on: {channels}", channels=pen.listed(channels))
        yield pen.line(EDITS if rights.edits else NO_EDITS)
    else:
        yield pen.line("The post stays yours; we share it only on the platform itself.")
    if rights.paid_use_days:
        yield pen.line("We may advertise with the post for {days}.", days=Span(rights.paid_use_days, "day"))
    if ex := campaign.exclusivity:
        what = [Both(name, name) for name in ex.rivals]
        if kind := stamp.words("product_class", ex.product_class):
            what.append(kind)
        yield pen.line("No posts for {rivals} for {days}.", rivals=pen.listed(what), days=Span(ex.days, "day"))


def _after(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    pay = campaign.compensation
    if campaign.min_days_live:
        yield pen.line("Keep the post online for at least {days}.", days=Span(campaign.min_days_live, "day"))
    if campaign.comments.pin:
        yield pen.line("Pin this comment: {text}", text=verbatim(campaign.comments.pin))
    if campaign.comments.reply_within_hours:
        yield pen.line("Answer comments within {time}.", time=Span(campaign.comments.reply_within_hours, "h"))
    if campaign.confidential_until:
        yield pen.line("Keep this confidential until {day}.", day=campaign.confidential_until)
    if pay.pay_within_days is not None:
        yield pen.line("We pay within {days} of your invoice.", days=Span(pay.pay_within_days, "day"))
    if pay.invoice_to:
        yield pen.line("Invoice to: {who}", who=pay.invoice_to)
    if pay.kill_fee_percent:
        yield pen.line("If we cancel, you receive {percent}% of the fee.", percent=pay.kill_fee_percent)
