"""What only the marketer sees: target, measurement, budget, notes."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.layout.plan import SectionPlan, Setting, Stamp
from briefgen.models.brief import BriefLine
from briefgen.naming import OBJECTIVES
from briefgen.voice import Price


def internal_section(setting: Setting) -> SectionPlan:
    """Internal facts of the campaign, never in a creator's copy."""
    return SectionPlan("internal", setting.pen.both("Internal"), "marketer", stamp=_internal)


def _internal(stamp: Stamp) -> Iterator[BriefLine]:
    yield from _target(stamp)
    yield from _figures(stamp)


def _target(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    target, creator = campaign.audience, campaign.creator
    yield pen.line("Objective: {objective}", objective=pen.both(OBJECTIVES[campaign.objective]))
    if target.age_from is not None or target.age_to is not None:
        low, high = (age if age is not None else "–" for age in (target.age_from, target.age_to))
        yield pen.line("Target age: {low} to {high}", low=low, high=high)
    if target.need:
        yield pen.line("Need: {text}", text=target.need)
    if target.tgi:
        yield pen.line("TGI: {value}", value=target.tgi)
    if creator.name or creator.tier or creator.role:
        who = " · ".join(filter(None, (creator.name, creator.role and creator.role.upper(), creator.tier)))
        yield pen.line("Creator: {who}", who=who)


def _figures(stamp: Stamp) -> Iterator[BriefLine]:
    campaign, pen = stamp.campaign, stamp.pen
    for kpi in campaign.kpis:
        yield pen.line("KPI: {text}", text=kpi)
    if campaign.measurement:
        yield pen.line("Measurement: {text}", text=campaign.measurement)
    if campaign.budget:
        yield pen.line("Budget: {money}", money=Price(campaign.budget.amount, campaign.budget.currency))
    if stamp.product.summary and stamp.product.description:
        yield pen.line("Description: {text}", text=stamp.product.description)
    if stamp.product.stock is not None:
        yield pen.line("Stock: {number}", number=stamp.product.stock)
    if stamp.product.sku:
        yield pen.line("SKU: {text}", text=stamp.product.sku)
    for claim in stamp.product.claims:
        if not claim.evidence:
            yield pen.line("Claim without proof, left out: {claim}", claim=claim.text)
    if campaign.notes:
        yield pen.line("Notes: {text}", text=campaign.notes)
