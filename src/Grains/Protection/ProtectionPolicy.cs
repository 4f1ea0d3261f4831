using EmailAgent.Delivery.Security;

namespace EmailAgent.Grains.Protection;

/// <summary>The choice of keys for a message.</summary>
internal static class ProtectionPolicy
{
    private const int MostNamed = 5;

    /// <summary>Chooses the keys of one kind. Of several keys with an address, the one that was stored last is taken.</summary>
    /// <param name="rows">The keys of the user, newest first.</param>
    public static Outcome<ChosenKeys> Choose(
        IReadOnlyList<ProtectionKeyRow> rows,
        MailKeyKind kind,
        string sender,
        IReadOnlyList<string> recipients,
        bool sign,
        bool encrypt,
        DateTimeOffset now)
    {
        var usable = rows.Where(row => row.Key.Kind == kind && row.Key.ValidFrom <= now && (row.Key.ValidUntil is not { } end || end > now)).ToList();
        var signer = sign ? usable.FirstOrDefault(row => row.Secret.Length > 0 && row.Key.Addresses.Contains(Normalize(sender))) : null;
        if (sign && signer is null)
            return new Problem(ProblemCodes.Invalid, $"There is no key with a secret for {sender}.", "sign");
        if (!encrypt)
            return new ChosenKeys(signer, []);

        var readers = new List<MailKey>();
        var missing = new List<string>();
        foreach (var address in recipients.Prepend(sender).Select(Normalize).Distinct(StringComparer.Ordinal))
        {
            if (usable.FirstOrDefault(row => row.Key.Addresses.Contains(address)) is { } found)
                readers.Add(found.Key);
            else
                missing.Add(address);
        }

        return missing.Count == 0
            ? new ChosenKeys(signer, [.. readers.DistinctBy(key => key.Fingerprint)])
            : new Problem(ProblemCodes.Invalid, $"There is no key for {string.Join(", ", missing.Take(MostNamed))}{(missing.Count > MostNamed ? " and others" : "")}.", "encrypt");
    }

    /// <summary>Indicates whether there is a key of this kind for an address.</summary>
    public static bool HasKey(IReadOnlyList<ProtectionKeyRow> rows, MailKeyKind kind, string address) =>
        rows.Any(row => row.Key.Kind == kind && row.Key.Addresses.Contains(Normalize(address)));

    private static string Normalize(string address) => address.ToLowerInvariant();
}
