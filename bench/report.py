"""What a measurement found, and how it is printed: medians of one run, ratios, bars met or missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from metrics.numbers import number

WIDTH = 58


@dataclass(frozen=True)
class Timing:
    """One thing that was timed, in seconds, once per repetition."""

    name: str
    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 repetitions stayed below, in seconds."""
        return quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else self.seconds[0]


@dataclass(frozen=True)
class Bar:
    """A ratio that has been promised to stay at or below `most`."""

    name: str
    ratio: float
    most: float

    @property
    def met(self) -> bool:
        """Whether the promise holds, judged on the ratio as it is printed."""
        return round(self.ratio, 2) <= self.most


def heading(text: str) -> None:
    """Print the heading of a measurement."""
    print(f"\n{text}")


def show(timing: Timing) -> None:
    """Print a timing: median, and least and most where there are several repetitions."""
    spread = ""
    if len(timing.seconds) > 1:
        spread = f"  ({_written(min(timing.seconds))} till {_written(max(timing.seconds))})"
    print(f"  {timing.name:<{WIDTH}}{_written(timing.median):>11}{spread}")


def ratio(name: str, value: float) -> None:
    """Print a ratio that nothing has been promised of."""
    print(f"  {name:<{WIDTH}}{number(value, 2):>7} ggr")


def judge(bar: Bar) -> Bar:
    """Print a ratio with its bar, and whether it is met."""
    verdict = "klarad" if bar.met else "MISSAD"
    print(f"  {bar.name:<{WIDTH}}{number(bar.ratio, 2):>7} ggr  gräns {number(bar.most, 1)}: {verdict}")
    return bar


def fact(name: str, text: str) -> None:
    """Print something else that was found."""
    print(f"  {name:<{WIDTH}}{text:>11}")


def _written(seconds: float) -> str:
    if seconds >= 2:
        return f"{number(seconds, 1)} s"
    milliseconds = 1000 * seconds
    return f"{number(milliseconds, 0 if milliseconds >= 20 else 2)} ms"
