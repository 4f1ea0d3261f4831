namespace EmailAgent.Intelligence;

/// <summary>The addresses from which the owner of mail writes: those of the mailboxes and of their identities.</summary>
internal sealed class OwnerAddresses(IEnumerable<string> emails)
{
    private readonly HashSet<string> _emails = new(emails, StringComparer.OrdinalIgnoreCase);

    /// <summary>Indicates whether an address is the owner's. Letter case does not matter.</summary>
    public bool Contains(string email) => _emails.Contains(email);
}
