"""How old a child was: "2 y 3 m", "7 m", "5 weeks", "3 days", "32 weeks' gestation"."""

from __future__ import annotations

from datetime import date, timedelta

from workbench.chronology.agewords import TERM_DAYS, add_months

WEEKS_UNTIL = 12  # up to twelve weeks an age is said in weeks, as health visitors do


def age_on(day: date, born: date, due: date | None = None) -> str:
    """The age on one day; blank before conception.

    Before birth the weeks of pregnancy, counted back 280 days from the day the baby was due, or
    from the day of birth where that is not known.
    """
    if day < born:
        weeks = (TERM_DAYS - ((due or born) - day).days) // 7
        return f"{weeks} weeks' gestation" if weeks >= 0 else ""
    days = (day - born).days
    if days < 7:
        return "1 day" if days == 1 else f"{days} days"
    if days < WEEKS_UNTIL * 7:
        return "1 week" if days < 14 else f"{days // 7} weeks"
    months = whole_months(born, day)
    return f"{months // 12} y {months % 12} m" if months >= 12 else f"{months} m"


def age_between(
    earliest: date | None, latest: date | None, born: date, due: date | None = None
) -> str:
    """The age over the days a date can mean: "2 y 3 m to 2 y 5 m"; an open end has the other's."""
    ends = [day for day in (earliest, latest) if day is not None]
    ages = list(dict.fromkeys(age_on(day, born, due) for day in ends))
    if len(ages) == 2 and not ages[0]:
        return f"up to {ages[1]}"
    return " to ".join(age for age in ages if age)


def whole_months(born: date, day: date) -> int:
    """Completed months from birth."""
    months = (day.year - born.year) * 12 + day.month - born.month
    return months - 1 if add_months(born, months) > day else months


def day_offset(day: date, zero: date) -> int:
    """Days from a chosen day, which is day 0; negative before it."""
    return (day - zero) // timedelta(days=1)
