namespace EmailAgent.Testing;

/// <summary>
/// A server that refuses, omits, garbles and disconnects at random, from a seed: a command that works now can be refused the next
/// time, and the content of some messages can be refused always.
/// </summary>
public sealed class RandomImapFaults(int seed)
{
    private static readonly string[] Refusals =
    [
        "NO [UNAVAILABLE] not now", "NO [INUSE] being rebuilt", "NO [SERVERBUG] internal error", "NO [LIMIT] enough", "NO [OVERQUOTA] full", "NO [NOPERM] never", "NO because",
        "BAD Request is throttled. Suggested Backoff Time: 40 milliseconds",
    ];

    private static readonly string[] Goodbyes = ["Too many connections", "shutting down", "[UNAVAILABLE] maintenance"];

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>Gets or sets how many of a thousand commands and responses go wrong.</summary>
    public int PerMille { get; set; } = 40;

    /// <summary>Indicates whether the content of some messages is always refused.</summary>
    public bool HasLasting { get; set; } = true;

    /// <summary>Makes a proxy inject these faults from now on.</summary>
    public void Rule(ImapFaultProxy proxy) => (proxy.OnCommand, proxy.OnMessage, proxy.OnResponse) = (OnCommand, OnMessage, OnResponse);

    private ImapFault OnCommand(string command)
    {
        var verb = command.StartsWith("UID ", StringComparison.Ordinal) ? command[4..].Split(' ')[0] : command.Split(' ')[0];
        if (Roll(1000) >= PerMille)
        {
            return ImapFault.None;
        }

        return verb switch
        {
            "LOGIN" or "AUTHENTICATE" => ImapFault.Answer(Refusals[0]), // Any other would stop the mailbox until its owner acts.
            "FETCH" or "SELECT" or "EXAMINE" or "STATUS" or "SEARCH" or "LIST" or "NOOP" or "NAMESPACE" or "ID" => Roll(10) switch
            {
                0 => ImapFault.Close,
                1 => ImapFault.Garble,
                2 => ImapFault.Bye(Goodbyes[Roll(Goodbyes.Length)]),
                _ => ImapFault.Answer(Refusals[Roll(Refusals.Length)]),
            },
            _ => ImapFault.None,
        };
    }

    private ImapFault OnMessage(long uid, string text) =>
        HasLasting && uid % 17 == 3 ? ImapFault.Cut
        : HasLasting && uid % 23 == 5 ? ImapFault.NoContent
        : Roll(1000) >= PerMille ? ImapFault.None
        : Roll(4) switch
        {
            0 => ImapFault.LeaveOut,
            1 => ImapFault.NoContent,
            2 => ImapFault.Garble,
            _ => ImapFault.Cut,
        };

    /// <summary>Loses answers that then look like those of a search that finds nothing.</summary>
    private ImapFault OnResponse(string response) =>
        (response.StartsWith("* SEARCH", StringComparison.Ordinal) || response.StartsWith("* ESEARCH", StringComparison.Ordinal)) && Roll(1000) < PerMille
            ? ImapFault.LeaveOut
            : ImapFault.None;

    private int Roll(int sides)
    {
        lock (_lock)
        {
            return _random.Next(sides);
        }
    }
}
