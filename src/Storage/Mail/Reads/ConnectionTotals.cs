namespace EmailAgent.Storage.Mail.Reads;

/// <summary>What the copy of a connection, a row <c>c</c>, counts; null without labels. A message that is in several labels counts once.</summary>
internal static class ConnectionTotals
{
    private const string FromItsLabels = "FROM labels l WHERE l.user_id = c.user_id AND l.connection_id = c.id";

    public const string Messages = $"coalesce(c.message_count, (SELECT sum(l.message_count)::bigint {FromItsLabels}))";

    /// <param name="counter">A counter that both connections and labels have.</param>
    /// <param name="condition">Bounds the labels <c>l</c> whose counters are added up. It does not apply to a connection that has the counter itself.</param>
    public static string Of(string counter, string condition) =>
        $"coalesce(c.{counter}, (SELECT sum(l.{counter})::bigint {FromItsLabels}{condition}))";
}
