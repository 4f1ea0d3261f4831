namespace EmailAgent.Intelligence;

/// <summary>Addresses from which programs send, and which no person reads.</summary>
internal static class AutomaticSender
{
    private static readonly string[] Beginnings =
        ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "nepasrepondre", "ne-pas-repondre", "noresponder", "svarainte", "notification", "alert", "mailer-daemon", "postmaster", "bounce", "automat", "robot", "daemon"];

    /// <summary>Indicates whether an address in lower case is one of them by its name.</summary>
    public static bool Is(string email)
    {
        var name = email.AsSpan(0, email.IndexOf('@') is >= 0 and var at ? at : email.Length);
        foreach (var beginning in Beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        }

        return name.Contains("noreply", StringComparison.Ordinal) || name.Contains("no-reply", StringComparison.Ordinal);
    }
}
