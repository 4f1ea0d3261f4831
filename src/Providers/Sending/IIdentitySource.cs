namespace EmailAgent.Providers.Sending;

/// <summary>A provider that knows the addresses from which the owner of a mailbox may send.</summary>
public interface IIdentitySource
{
    /// <summary>Returns the <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>Lists the identities of a mailbox, at least one; exactly one is the default.</summary>
    /// <exception cref="ProviderException">The provider could not be reached, or refused.</exception>
    Task<IReadOnlyList<SenderIdentity>> ListAsync(MailboxAccount account, CancellationToken cancellationToken);
}

/// <summary>An address from which the owner of a mailbox may send.</summary>
/// <param name="Email">The bare address.</param>
/// <param name="DisplayName">The name beside it; null for none.</param>
/// <param name="ReplyTo">The address for replies; null for <see cref="Email"/>.</param>
/// <param name="SignatureHtml">The signature as HTML, as the provider has it and not sanitized; null for none.</param>
/// <param name="IsDefault">Indicates whether mail is sent from it unless another one is chosen.</param>
public sealed record SenderIdentity(string Email, string? DisplayName, string? ReplyTo, string? SignatureHtml, bool IsDefault)
{
    public override string ToString() => nameof(SenderIdentity);
}
