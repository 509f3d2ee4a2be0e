"""Days counted by tables: every day, every working day, and the months of the year, written out.

Nothing here adds months or working days by arithmetic. A list of all working days is built once, day after
day, and "the n-th working day after" is the n-th entry of that list which lies later. Months are turned over
one at a time, as pages of a calendar are.
"""
import bisect
import csv
import datetime

FIRST_DAY = datetime.date(1975, 1, 1)
LAST_DAY = datetime.date(2075, 12, 31)
FAR = datetime.date(9999, 12, 31)  # stands for "open": later than every day


def is_leap(year):
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0


def days_in_month(year, month):
    table = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    if month == 2 and is_leap(year):
        return 29
    return table[month]


def turn_months(day, count):
    """The same day of the month `count` months later; the month's last day where there is none."""
    year, month = day.year, day.month
    for _ in range(count):
        month = month + 1
        if month == 13:
            month = 1
            year = year + 1
    return datetime.date(year, month, min(day.day, days_in_month(year, month)))


def days_later(day, count):
    for _ in range(count):
        day = day + datetime.timedelta(days=1)
    return day


def eighteenth_birthday(born):
    """A child born on 29 February reaches 18 on 1 March (18 years on is never a leap year)."""
    year = born.year + 18
    if born.month == 2 and born.day == 29 and not is_leap(year):
        return datetime.date(year, 3, 1)
    return datetime.date(year, born.month, born.day)


class WorkingDays:
    def __init__(self, holidays):
        self.days = []
        day = FIRST_DAY
        while day <= LAST_DAY:
            if day.strftime("%a") not in ("Sat", "Sun") and day not in holidays:
                self.days.append(day)
            day = day + datetime.timedelta(days=1)

    def after(self, day, count):
        """The count-th working day after the day, which itself is day 0."""
        position = bisect.bisect_right(self.days, day)
        return self.days[position + count - 1]

    def before(self, day, count):
        """The count-th working day before the day; the day itself where the count is 0."""
        if count == 0:
            return day
        return self.days[bisect.bisect_left(self.days, day) - count]


def read_holidays(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {datetime.date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
