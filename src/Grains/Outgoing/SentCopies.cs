namespace EmailAgent.Grains.Outgoing;

/// <summary>The states of the copy of a message in the folder for sent mail, as stored.</summary>
internal static class SentCopies
{
    public const string Pending = "pending";

    /// <summary>The server has saved it by itself.</summary>
    public const string Server = "server";

    /// <summary>This installation has saved it.</summary>
    public const string Product = "product";

    /// <summary>It could not be saved.</summary>
    public const string Failed = "failed";

    /// <summary>Returns the word for callers, which is the same whether the server or the product saved it.</summary>
    public static string? Shown(string? stored) => stored is Server or Product ? "saved" : stored;
}
