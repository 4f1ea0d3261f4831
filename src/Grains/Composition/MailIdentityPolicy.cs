using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Connections;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Composition;

/// <summary>Rules for identities.</summary>
internal static class MailIdentityPolicy
{
    private const int LongestName = 200;
    private const int LongestSignature = 10_000;
    private const int LongestSignatureHtml = 50_000;

    private static readonly HtmlSanitizerOptions Sanitizing = new() { AllowRemoteContent = true, MaxLength = LongestSignatureHtml };

    /// <summary>Checks an identity to be added.</summary>
    public static Outcome<MailIdentity> Check(Guid id, MailIdentityRequest request)
    {
        var (address, error) = request.Email is null ? (null, "This field is required.") : AddressReader.Read(request.Email);
        var isBare = address is { Name: null } && !request.Email!.Contains('<', StringComparison.Ordinal);
        var fields = new MailIdentityChangesRequest(request.DisplayName, request.ReplyTo, request.SignatureText, request.SignatureHtml, null);
        var problem = Problem.Combine(isBare ? null : Invalid("email", error ?? "Must be a bare address such as ada@example.org."), CheckFields(fields));
        var added = new MailIdentity(
            Ids.Format(id), address?.Address ?? "", null, null, null, null, request.IsDefault == true, MailIdentitySources.User, default);
        return problem is null ? Apply(added, fields) : problem;
    }

    /// <summary>Checks changes, and returns the identity with them.</summary>
    public static Outcome<MailIdentity> Check(MailIdentity identity, MailIdentityChangesRequest changes)
    {
        var problem = Problem.Combine(
            CheckFields(changes),
            changes.IsDefault == false ? Invalid("is_default", "There is always a default identity; make another one the default.") : null);
        return problem is null ? Apply(identity, changes) with { IsDefault = changes.IsDefault ?? identity.IsDefault } : problem;
    }

    /// <summary>
    /// Returns all identities of a mailbox, the default one first. The address of the mailbox is among them, with the name of its owner, and
    /// is the default one unless there is another.
    /// </summary>
    public static IReadOnlyList<MailIdentity> Complete(StoredConnection connection, StoredIdentities stored)
    {
        var items = stored.Items.ToList();
        if (!items.Exists(identity => identity.Email.Equals(connection.Email, StringComparison.OrdinalIgnoreCase)))
        {
            items.Add(new MailIdentity(
                Ids.Format(connection.Id), connection.Email, stored.OwnerName, null, null, null, false, MailIdentitySources.Mailbox, connection.CreatedAt));
        }

        if (!items.Exists(identity => identity.IsDefault))
        {
            var own = items.FindIndex(identity => identity.Email.Equals(connection.Email, StringComparison.OrdinalIgnoreCase));
            items[own] = items[own] with { IsDefault = true };
        }

        return [.. items.OrderByDescending(identity => identity.IsDefault).ThenBy(identity => identity.Email, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Returns what a provider states, as it is stored; null for an address that cannot be written.</summary>
    public static MailIdentity? Read(SenderIdentity stated)
    {
        if (AddressReader.ReadReceived(stated.DisplayName, stated.Email) is not { } address)
            return null;
        var replyTo = stated.ReplyTo is { Length: > 0 } reply ? AddressReader.ReadReceived(null, reply)?.Address : null;
        var signature = stated.SignatureHtml is { Length: > 0 } html ? HtmlSanitizer.Sanitize(html, Sanitizing) : null;
        return new MailIdentity("", address.Address, Tidy(address.Name), replyTo, null, Tidy(signature), stated.IsDefault, MailIdentitySources.Provider, default);
    }

    private static MailIdentity Apply(MailIdentity identity, MailIdentityChangesRequest changes) => identity with
    {
        DisplayName = changes.DisplayName is null ? identity.DisplayName : Tidy(NameText.Tidy(changes.DisplayName)),
        ReplyTo = changes.ReplyTo is null ? identity.ReplyTo : changes.ReplyTo.Length == 0 ? null : AddressReader.Read(changes.ReplyTo).Address!.Address,
        SignatureText = changes.SignatureText is null ? identity.SignatureText : Tidy(changes.SignatureText),
        SignatureHtml = changes.SignatureHtml is null ? identity.SignatureHtml : Tidy(HtmlSanitizer.Sanitize(changes.SignatureHtml, Sanitizing)),
    };

    private static Problem? CheckFields(MailIdentityChangesRequest fields) => Problem.Combine(
        NameText.CheckOptional(fields.DisplayName, "display_name", LongestName),
        fields.ReplyTo is { Length: > 0 } replyTo && AddressReader.Read(replyTo).Error is { } error ? Invalid("reply_to", error) : null,
        CheckLength("signature_text", fields.SignatureText, LongestSignature),
        CheckLength("signature_html", fields.SignatureHtml, LongestSignatureHtml));

    private static Problem? CheckLength(string field, string? text, int longest) =>
        text?.Length > longest ? Invalid(field, $"Must not be longer than {longest} characters.") : null;

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
