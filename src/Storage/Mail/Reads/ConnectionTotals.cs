namespace EmailAgent.Storage.Mail.Reads;

/// <summary>What the copy of a connection, a row <c>c</c>, counts; null without labels. A message that is in several labels counts once.</summary>
internal static class ConnectionTotals
{
    public const string Messages =
        "coalesce(c.message_count, (SELECT sum(l.message_count)::bigint FROM labels l WHERE l.user_id = c.user_id AND l.connection_id = c.id))";

    public const string Unread =
        "coalesce(c.unread_count, (SELECT sum(l.unread_count)::bigint FROM labels l WHERE l.user_id = c.user_id AND l.connection_id = c.id))";
}
