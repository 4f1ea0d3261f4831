using System.Globalization;
using System.Text;

namespace EmailAgent.Search;

/// <summary>
/// Lexemes of months: each document contains its message's month, such as <c>m/202611</c>. A search for the newest matches of a
/// common word requests those of the last months only, and the index never reads the others.
/// </summary>
internal static class MonthLexeme
{
    /// <summary>
    /// SQL for the tsquery of the months, in UTC, that hold the newest messages of the user ($1) - 3,000, if there are so
    /// many, and all that are newer than those. Complete months: no message outside is newer than one inside.
    /// </summary>
    public const string RecentSql = """
        (SELECT coalesce(string_agg(quote_literal('m/' || to_char(month, 'YYYYMM')), '|'), quote_literal('m/'))::tsquery
         FROM (SELECT (SELECT m.date FROM messages m WHERE m.user_id = $1 ORDER BY m.date DESC, m.id DESC LIMIT 1) AS newest,
                      coalesce(
                          (SELECT m.date FROM messages m WHERE m.user_id = $1 ORDER BY m.date DESC, m.id DESC OFFSET 3000 LIMIT 1),
                          (SELECT m.date FROM messages m WHERE m.user_id = $1 ORDER BY m.date, m.id LIMIT 1)) AS oldest) span,
              generate_series(
                  date_trunc('month', greatest(least(span.oldest AT TIME ZONE 'UTC', '2099-12-01'), '1990-01-01')),
                  greatest(least(span.newest AT TIME ZONE 'UTC', '2099-12-01'), '1990-01-01'),
                  '1 month') month)
        """;

    // What lies outside counts as the first or last month, so that there are not many.
    private static readonly DateTimeOffset First = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2099, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(DateTimeOffset date)
    {
        var clamped = date < First ? First : date > Last ? Last : date.ToUniversalTime();
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"m/{clamped:yyyyMM}"));
    }
}
