namespace EmailAgent.Grains.Admin;

/// <summary>Where a page of all users' connections ended, as a text that callers give back.</summary>
internal readonly record struct ConnectionPosition(Guid UserId, Guid ConnectionId)
{
    private const int IdLength = 32;

    public override string ToString() => $"{UserId:N}{ConnectionId:N}";

    /// <param name="text">What a page said; null for the beginning.</param>
    /// <param name="position">Null for the beginning.</param>
    /// <returns>False for a text that no page said.</returns>
    public static bool TryParse(string? text, out ConnectionPosition? position)
    {
        position = null;
        if (text is null)
            return true;
        if (text.Length != 2 * IdLength || !Ids.TryParse(text[..IdLength], out var user) || !Ids.TryParse(text[IdLength..], out var connection))
            return false;
        position = new ConnectionPosition(user, connection);
        return true;
    }
}
