"""The words of the pipeline: what stands on an edge, and what a node says when it is read out."""

from __future__ import annotations

from .pipeline_model import Flow, Giving, Pipeline
from .words import translated

_COUNTS = {
    Giving.SENT: "{0} sent",
    Giving.YIELDED: "{0} yielded",
    Giving.RETURNED: "{0} returned",
}
_GIVES = {
    Giving.SENT: "sent {0} to {1}",
    Giving.YIELDED: "yielded {0} to {1}",
    Giving.RETURNED: "returned {0} to {1}",
}


def flow_label(flow: Flow, is_partial: bool) -> str:
    """Return the count of values: ``3 sent``; with a sign where there may have been more."""
    sign = "≥ " if is_partial else ""
    told = [translated(_COUNTS[giving], f"{sign}{count:,}") for giving, count in flow.counts]
    return ", ".join(told)


def flow_sentence(flow: Flow, pipeline: Pipeline) -> str:
    """Return who gave how many values to whom."""
    target = pipeline.stages[flow.target].title
    told = [translated(_GIVES[giving], _values(count), target) for giving, count in flow.counts]
    return f"{pipeline.stages[flow.source].title} {', '.join(told)}"


def stage_sentence(key: int, pipeline: Pipeline) -> str:
    """Return what a node shows, and what goes out of it and comes in."""
    stage = pipeline.stages[key]
    parts = [", ".join(part for part in (stage.title, stage.role, stage.state) if part)]
    parts += [
        flow_sentence(flow, pipeline)
        for flow in pipeline.flows
        if key in (flow.source, flow.target)
    ]
    return ". ".join(parts)


def _values(count: int) -> str:
    return translated("1 value") if count == 1 else translated("{0} values", f"{count:,}")
