using System.Text;
using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Uploads;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Drafts;

/// <summary>
/// The building of drafts for the mailbox. Unlike a message to be sent, a draft need not be complete: what cannot be written yet, such as an address that
/// is being typed, is left out and stays in the draft here. Signature, quotation and template come when it is sent. Not to be called within the turn of
/// a grain.
/// </summary>
internal sealed class DraftComposer(IAttachmentSource attachments, OriginalMails originals, MailIdentities identities, IOptions<DraftOptions> options)
{
    private static readonly Problem TooLarge = new(CompositionProblems.TooLarge, "The draft is too large for the mailbox; it is kept here only.");

    /// <summary>Builds a message.</summary>
    /// <param name="connection">The mailbox.</param>
    /// <param name="draftId">The draft, which refers to its uploads.</param>
    /// <param name="request">Its content.</param>
    /// <param name="messageId">Its Message-ID, without angle brackets.</param>
    /// <param name="date">Its date.</param>
    /// <param name="cancellationToken">Covers all reads.</param>
    /// <returns>Refused with <c>validation_failed</c>, <c>message_too_large</c>, or as the reading of an attachment.</returns>
    public async Task<Outcome<ComposedDraft>> ComposeAsync(
        StoredConnection connection, Guid draftId, ComposeRequest request, string messageId, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var author = new ReplyAuthor(await FindSenderAsync(connection, request, cancellationToken), date, messageId);
        var message = Fill(await BeginAsync(connection.UserId, request, author, cancellationToken), request);
        var ids = DraftContents.FilesOf(request);
        var scope = new AttachmentScope(connection.UserId, ActorId: null, UploadHolders.OfDraft(draftId));
        var opened = await ComposedFiles.OpenAsync(attachments, scope, ids, ids.Count, cancellationToken);
        if (opened.Value is not { } files)
            return opened.Problem!;
        await using (files)
        {
            if (files.EncodedSize + (message.Text?.Length ?? 0) + (message.Html?.Length ?? 0) > options.Value.LargestBytes)
                return TooLarge;
            var (inline, attached) = files.Divide(message.Html);
            return await WriteAsync(message with { Inline = inline, Attachments = attached }, cancellationToken);
        }
    }

    private async Task<Outcome<ComposedDraft>> WriteAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            using var buffer = new MessageBuffer(options.Value.LargestBytes);
            await buffer.WriteAsync(HiddenField.Write(message), cancellationToken);
            await MessageWriter.WriteAsync(message, buffer, cancellationToken);
            return new ComposedDraft(buffer.Written);
        }
        catch (MessageTooLargeException)
        {
            return TooLarge;
        }
        catch (AttachmentUnavailableException unavailable)
        {
            return unavailable.Problem;
        }
        catch (ArgumentException unwritable)
        {
            return new Problem(ProblemCodes.Invalid, $"The draft cannot be written into the mailbox. {unwritable.Message}");
        }
    }

    private async Task<OutgoingAddress> FindSenderAsync(StoredConnection connection, ComposeRequest request, CancellationToken cancellationToken)
    {
        var known = await identities.ListAsync(connection, MailIdentities.UsedAge, cancellationToken);
        var identity = known.FirstOrDefault(other => other.Id == request.IdentityId) ?? known.FirstOrDefault(other => other.IsDefault);
        return identity is null ? new OutgoingAddress(connection.DisplayName, connection.Email) : new OutgoingAddress(identity.DisplayName, identity.Email);
    }

    /// <summary>Begins the message with what it takes over from the one that it answers or forwards.</summary>
    private async Task<OutgoingMessage> BeginAsync(Guid userId, ComposeRequest request, ReplyAuthor author, CancellationToken cancellationToken)
    {
        if (request.InReplyToId is { } answered && await originals.FindAsync(userId, answered, cancellationToken) is { } question)
            return request.ReplyAll == true ? MessageReply.ToAll(question.Message, author) : MessageReply.ToAuthor(question.Message, author);
        return request.ForwardOfId is { } forwarded && await originals.FindAsync(userId, forwarded, cancellationToken) is { } original
            ? MessageReply.Forward(original.Message, raw: null, author)
            : new OutgoingMessage { From = [author.From], Date = author.Date, MessageId = author.MessageId };
    }

    private static OutgoingMessage Fill(OutgoingMessage begun, ComposeRequest request)
    {
        var html = string.IsNullOrEmpty(request.BodyHtml) ? null : request.BodyHtml;
        return begun with
        {
            From = Writable(begun.From), // a mailbox whose login name is no address has none
            To = request.To is { } to ? Writable(to) : Writable(begun.To),
            Cc = request.Cc is { } cc ? Writable(cc) : Writable(begun.Cc),
            Bcc = Writable(request.Bcc ?? []),
            ReplyTo = Writable(request.ReplyTo ?? []),
            Subject = request.Subject is { } subject ? WithoutControls(subject) : begun.Subject,
            Text = request.BodyText ?? (html is null ? "" : null),
            Html = html,
            IsDraft = true,
        };
    }

    private static OutgoingAddress[] Writable(IReadOnlyList<ComposeAddress> addresses) =>
        [.. addresses.Select(address => AddressReader.Read(address.Email, address.Name).Address).OfType<OutgoingAddress>()];

    private static OutgoingAddress[] Writable(IReadOnlyList<OutgoingAddress> addresses) =>
        [.. addresses.Select(address => AddressReader.ReadReceived(address.Name, address.Address)).OfType<OutgoingAddress>()];

    private static string WithoutControls(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return clean.ToString();
    }
}
