namespace EmailAgent.Grains.Mail.Reads;

/// <summary>The counters of a connection, a row <c>c</c>; null without labels. A message with several labels counts once.</summary>
internal static class ConnectionTotals
{
    private const string FromItsLabels = "FROM labels l WHERE l.user_id = c.user_id AND l.connection_id = c.id";

    public const string Messages = $"coalesce(c.message_count, (SELECT sum(l.message_count)::bigint {FromItsLabels}))";

    /// <summary>Returns the SQL expression of a counter.</summary>
    /// <param name="counter">A counter that both connections and labels have.</param>
    /// <param name="condition">
    /// A condition on the labels <c>l</c> whose counters are added up. It does not apply to a connection that has the counter itself.
    /// </param>
    public static string Of(string counter, string condition) =>
        $"coalesce(c.{counter}, (SELECT sum(l.{counter})::bigint {FromItsLabels}{condition}))";
}
