using System.Globalization;
using EmailAgent.Grains.Times;

namespace EmailAgent.Grains.Tests.Times;

public sealed class SendTimeTests
{
    /// <summary>A Thursday, 14:30 in Berlin.</summary>
    private static readonly DateTimeOffset Now = new(2027, 1, 28, 13, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2027-01-31T09:00:00+01:00", null, "2027-01-31T08:00:00Z")]
    [InlineData("2027-01-31T09:00:00.5Z", null, "2027-01-31T09:00:00.5Z")]
    [InlineData("2027-01-31t09:00:00z", "Europe/Berlin", "2027-01-31T09:00:00Z")]
    [InlineData("2027-01-31T09:00-05:30", null, "2027-01-31T14:30:00Z")]
    [InlineData("2027-01-31T09:00", "Europe/Berlin", "2027-01-31T08:00:00Z")]
    [InlineData("2027-07-31T09:00:15", "Europe/Berlin", "2027-07-31T07:00:15Z")]
    [InlineData(" 2027-01-31 09:00 ", "europe/berlin", "2027-01-31T08:00:00Z")]
    [InlineData("2027-01-31T09:00", null, "2027-01-31T09:00:00Z")]
    [InlineData("2027-01-31T09:00", "Asia/Kathmandu", "2027-01-31T03:15:00Z")]
    public void Timestamps_WithAndWithoutOffset_AreRead(string text, string? zone, string expected) => Assert.Equal(Parse(expected), Resolve(text, zone).Instant);

    [Theory]
    [InlineData("2027-03-28T02:30", "Europe/Berlin", "2027-03-28T03:30:00+02:00", TimeShift.Skipped)]
    [InlineData("2027-03-28T03:00", "Europe/Berlin", "2027-03-28T03:00:00+02:00", TimeShift.None)]
    [InlineData("2027-10-31T02:30", "Europe/Berlin", "2027-10-31T02:30:00+02:00", TimeShift.Repeated)]
    [InlineData("2027-10-31T03:00", "Europe/Berlin", "2027-10-31T03:00:00+01:00", TimeShift.None)]
    [InlineData("2027-10-03T02:15", "Australia/Lord_Howe", "2027-10-03T02:45:00+11:00", TimeShift.Skipped)]
    [InlineData("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00:00+14:00", TimeShift.Skipped)]
    public void LocalTimes_WhereTheClocksChange_AreLaterByTheGapOrTheFirst(string text, string zone, string expected, object shift)
    {
        var moment = Resolve(text, zone);

        Assert.Equal(Parse(expected), moment.Instant);
        Assert.Equal(shift, moment.Shift);
        Assert.Equal(zone, moment.Zone);
        Assert.Equal(Parse(expected).Offset, SendTime.ToLocal(moment).Offset);
    }

    [Theory]
    [InlineData("tomorrow 9:00", "2027-01-29T09:00")]
    [InlineData("Tomorrow at 9", "2027-01-29T09:00")]
    [InlineData("9 am, tomorrow", "2027-01-29T09:00")]
    [InlineData("tomorrow", "2027-01-29T09:00")]
    [InlineData("tomorrow noon", "2027-01-29T12:00")]
    [InlineData("tomorrow morning", "2027-01-29T09:00")]
    [InlineData("tomorrow morning at 7:15", "2027-01-29T07:15")]
    [InlineData("tomorrow evening at 8", "2027-01-29T20:00")]
    [InlineData("tomorrow afternoon", "2027-01-29T14:00")]
    [InlineData("the day after tomorrow 17:45:30", "2027-01-30T17:45:30")]
    [InlineData("today 15:00", "2027-01-28T15:00")]
    [InlineData("today 9:00", "2027-01-28T09:00")]
    [InlineData("tonight", "2027-01-28T20:00")]
    [InlineData("tonight at 9", "2027-01-28T21:00")]
    [InlineData("this evening", "2027-01-28T18:00")]
    [InlineData("15:00", "2027-01-28T15:00")]
    [InlineData("14:30", "2027-01-29T14:30")]
    [InlineData("9pm", "2027-01-28T21:00")]
    [InlineData("12 am", "2027-01-29T00:00")]
    [InlineData("12:30pm", "2027-01-29T12:30")]
    [InlineData("thursday 15:00", "2027-01-28T15:00")]
    [InlineData("thursday 9:00", "2027-02-04T09:00")]
    [InlineData("mon 8:00", "2027-02-01T08:00")]
    [InlineData("this friday", "2027-01-29T09:00")]
    [InlineData("next friday", "2027-02-05T09:00")]
    [InlineData("next monday 10:00", "2027-02-01T10:00")]
    [InlineData("next week", "2027-02-01T09:00")]
    [InlineData("next month 8:30", "2027-02-01T08:30")]
    [InlineData("31 january", "2027-01-31T09:00")]
    [InlineData("January 27th 9:00", "2028-01-27T09:00")]
    [InlineData("1st of", null)]
    [InlineData("feb. 29", "2028-02-29T09:00")]
    [InlineData("29 february 2028 at 7", "2028-02-29T07:00")]
    [InlineData("2027-02-03 9:05", "2027-02-03T09:05")]
    [InlineData("in 3 days", "2027-01-31T14:30")]
    [InlineData("in a week at 9:00", "2027-02-04T09:00")]
    [InlineData("in 2 months", "2027-03-28T14:30")]
    public void Words_InTheUsersZone_AreRead(string text, string? expected)
    {
        var outcome = SendTime.Resolve(text, "Europe/Berlin", Now);

        Assert.Equal(expected is null ? null : SendTime.Resolve(expected, "Europe/Berlin", Now).Value!.Instant, outcome.Value?.Instant);
    }

    [Theory]
    [InlineData("in 2 hours", 120)]
    [InlineData("in an hour", 60)]
    [InlineData("in half an hour", 30)]
    [InlineData("in 45 minutes", 45)]
    [InlineData("in 9999 min", 9999)]
    public void Distances_InHoursAndMinutes_CountRealTime(string text, int minutes)
    {
        var beforeChange = new DateTimeOffset(2027, 3, 28, 0, 30, 0, TimeSpan.Zero);

        Assert.Equal(beforeChange.AddMinutes(minutes), SendTime.Resolve(text, "Europe/Berlin", beforeChange).Value!.Instant);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("soon")]
    [InlineData("tomorrow tomorrow")]
    [InlineData("9:00 10:00")]
    [InlineData("tomorrow 25:00")]
    [InlineData("tomorrow 9:60")]
    [InlineData("tomorrow 9:5")]
    [InlineData("13 pm")]
    [InlineData("0 am")]
    [InlineData("am")]
    [InlineData("tonight at noon")]
    [InlineData("31 february")]
    [InlineData("31 february 2028")]
    [InlineData("32 january")]
    [InlineData("2027-02-29")]
    [InlineData("2027-02-29T09:00")]
    [InlineData("2027-01-31T25:00")]
    [InlineData("2027-01-31T09:00+25:00")]
    [InlineData("in")]
    [InlineData("in days")]
    [InlineData("in 10000 days")]
    [InlineData("in -1 days")]
    [InlineData("in 2 hours at 9:00")]
    [InlineData("next")]
    [InlineData("this")]
    [InlineData("1/2/2027")]
    [InlineData("-2027-01-31T09:00")]
    [InlineData("9999-12-31T23:59:59-12:00")]
    [InlineData("0001-01-01T00:00:00+12:00")]
    [InlineData("1 january 9998")]
    public void Texts_ThatAreNoTime_AreRefused(string text)
    {
        var problem = SendTime.Resolve(text, "Europe/Berlin", Now).Problem!;

        Assert.Equal((ProblemCodes.Invalid, "send_at"), (problem.Code, problem.Field));
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("")]
    [InlineData("UTC+02:00")]
    [InlineData("W. Europe Standard Time")]
    public void Zone_Unknown_IsRefused(string zone)
    {
        var problem = SendTime.Resolve("tomorrow 9:00", zone, Now).Problem!;

        Assert.Equal((ProblemCodes.Invalid, "timezone"), (problem.Code, problem.Field));
    }

    [Fact]
    public void Words_RandomOnes_NeverThrow()
    {
        string[] words =
        [
            "in", "a", "at", "next", "this", "monday", "may", "tomorrow", "tonight", "evening", "noon", "am", "pm", "9", "9:00", "31", "2027", "2027-02-28", "days",
            "hours", "week", "month", "day", "after", "half", "an", "9999", "0", ":", "-", "--", "1st", "st", ",",
        ];
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 6)).Select(_ => words[random.Next(words.Length)]));
            var outcome = SendTime.Resolve(text, "America/New_York", Now);
            Assert.True(outcome.Value is null != outcome.Problem is null, $"seed {seed}: {text}");
        }
    }

    /// <summary>Every local time of two years, in zones with all kinds of changes: what is neither skipped nor repeated is shown as it was given.</summary>
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/St_Johns")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("Asia/Kathmandu")]
    public void LocalTimes_NotShifted_AreShownAsGiven(string zone)
    {
        for (var local = new DateTime(2026, 1, 1); local.Year < 2028; local = local.AddMinutes(15))
        {
            var moment = Resolve(local.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), zone);
            var shown = SendTime.ToLocal(moment).DateTime;
            Assert.True(moment.Shift == TimeShift.Skipped ? shown > local : shown == local, $"{local:s} in {zone} became {shown:s}");
        }
    }

    private static SendMoment Resolve(string text, string? zone) => SendTime.Resolve(text, zone, Now).Value!;

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
