using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Protection;
using EmailAgent.Grains.Templates;
using EmailAgent.Grains.Uploads;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Composition;

/// <inheritdoc cref="IComposer"/>
internal sealed class Composer(
    ConnectionStore connections,
    MailIdentities identities,
    OriginalMails originals,
    TemplateStore templates,
    TemplateRenderer renderer,
    IAttachmentSource attachments,
    MessageProtection protection,
    SenderCatalog senders,
    IOptions<CompositionOptions> options) : IComposer
{
    private const long Megabyte = 1024 * 1024;
    private const int LargeAtOnce = 4;
    private const int LargeAtOncePerUser = 2;

    private static readonly Problem NoSuchConnection = new(ProblemCodes.NotFound, "There is no such connection.");

    private static readonly Problem NoActor = new(ProblemCodes.Invalid, "Only a user can sign or encrypt.", "sign");

    // A message is in memory twice while it is written.
    private readonly FairGate _large = new(LargeAtOnce, LargeAtOncePerUser);

    public async Task<Outcome<ComposedMessage>> ComposeAsync(
        AttachmentScope scope, ComposeRequest request, string messageId, DateTimeOffset date, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(request.ConnectionId, out var connectionId) || await connections.GetAsync(scope.UserId, connectionId, cancellationToken) is not { } connection)
            return NoSuchConnection;
        var problems = new List<Problem?>();
        ComposePolicy.Check(request, problems);
        var addressees = RecipientPolicy.Read(request, options.Value, problems);
        var known = await identities.ListAsync(connection, MailIdentities.UsedAge, cancellationToken);
        var identity = known.FirstOrDefault(other => request.IdentityId is null ? other.IsDefault : other.Id == request.IdentityId);
        if (identity is null)
            problems.Add(new Problem(ProblemCodes.Invalid, "The mailbox has no such identity.", "identity_id"));
        var original = await FindOriginalAsync(scope.UserId, request, problems, cancellationToken);
        var template = await FindTemplateAsync(scope, request, problems, cancellationToken);
        if (Problem.Combine([.. problems]) is { } invalid)
            return invalid;

        var rendered = template is null ? null : await renderer.RenderAsync(template, request.Variables, date);
        if (rendered?.Problem is { } failed)
            return failed;
        var author = new ReplyAuthor(new OutgoingAddress(identity!.DisplayName, identity.Email), date, messageId)
        {
            OtherAddresses = [connection.Email, .. known.Select(other => other.Email)],
        };
        var message = MessageDraft.Write(new MessageSource(request, addressees, identity, author, original, rendered?.Value));
        if ((RecipientPolicy.Check(message, options.Value) ?? CheckSubject(message)) is { } refused)
            return refused;
        return await BuildAsync(connection, scope, request, message, original, cancellationToken);
    }

    /// <summary>Adds the files, and writes the message.</summary>
    private async Task<Outcome<ComposedMessage>> BuildAsync(
        StoredConnection connection, AttachmentScope scope, ComposeRequest request, OutgoingMessage message, OriginalMail? original, CancellationToken cancellationToken)
    {
        Guid[] named = [.. (request.AttachmentIds ?? []).Select(id => Guid.ParseExact(id, "N")).Distinct()];
        Guid[] ids = [.. named.Union(MessageDraft.FilesOf(original, message, request))];
        var opened = await ComposedFiles.OpenAsync(attachments, scope, ids, named.Length, cancellationToken);
        if (opened.Value is not { } files)
            return opened.Problem!;
        await using (files)
        {
            var limit = Math.Min(options.Value.LargestMessage, senders.LargestMessage(connection.Provider, connection.Settings) ?? long.MaxValue);
            var estimate = files.EncodedSize + (message.Text?.Length ?? 0) + (message.Html?.Length ?? 0);
            if (estimate > limit)
                return TooLarge(limit);
            using var place = estimate > Megabyte || IsProtected(request) ? await _large.EnterAsync(connection.UserId, isUrgent: true, cancellationToken) : null;
            var (inline, attached) = files.Divide(message.Html);
            var complete = message with { Inline = inline, Attachments = attached };
            var written = await WriteAsync(complete, limit, cancellationToken);
            if (written.Value is { } plain && IsProtected(request))
                written = await ProtectAsync(plain, scope, request, complete, limit, cancellationToken);
            return written.Value is not { } content
                ? written.Problem!
                : new ComposedMessage(
                    content.Message,
                    content.Copy,
                    complete.From[0].Address,
                    complete.Recipients,
                    complete.Subject,
                    request.InReplyToId is null ? null : original!.Id,
                    request.InReplyToId is null ? null : original!.ThreadId,
                    ids);
        }
    }

    private static async Task<Outcome<Content>> WriteAsync(OutgoingMessage message, long limit, CancellationToken cancellationToken)
    {
        try
        {
            using var buffer = new MessageBuffer(limit);
            await MessageWriter.WriteAsync(message, buffer, cancellationToken);
            return WithCopy(buffer.Written, message);
        }
        catch (MessageTooLargeException)
        {
            return TooLarge(limit);
        }
        catch (AttachmentUnavailableException unavailable)
        {
            return unavailable.Problem;
        }
        catch (ArgumentException unwritable)
        {
            // What the checks let pass and the writer does not, such as a half of a surrogate pair in a subject.
            return new Problem(ProblemCodes.Invalid, $"The message cannot be written. {unwritable.Message}");
        }
    }

    /// <summary>Signs and encrypts by keys of the user who writes, which in a shared mailbox is not its owner.</summary>
    private async Task<Outcome<Content>> ProtectAsync(
        Content plain, AttachmentScope scope, ComposeRequest request, OutgoingMessage message, long limit, CancellationToken cancellationToken)
    {
        if (scope.ActorId is not { } actor)
            return NoActor;
        var outcome = await protection.ProtectAsync(
            actor, plain.Message, message.From[0].Address, message.Recipients, request.Sign == true, request.Encrypt == true, kind: null, cancellationToken);
        return outcome.Value is not { } content ? outcome.Problem!
            : content.LongLength > limit ? TooLarge(limit)
            : WithCopy(content, message);
    }

    private static bool IsProtected(ComposeRequest request) => request.Sign == true || request.Encrypt == true;

    private static Content WithCopy(ReadOnlyMemory<byte> written, OutgoingMessage message)
    {
        var hidden = HiddenField.Write(message);
        return new Content(written, hidden.Length == 0 ? written : (byte[])[.. hidden, .. written.Span]);
    }

    private async Task<OriginalMail?> FindOriginalAsync(Guid userId, ComposeRequest request, List<Problem?> problems, CancellationToken cancellationToken)
    {
        if ((request.InReplyToId ?? request.ForwardOfId) is not { } id)
            return null;
        var found = await originals.FindAsync(userId, id, cancellationToken);
        if (found is null)
            problems.Add(new Problem(ProblemCodes.Invalid, "There is no such message.", request.InReplyToId is null ? "forward_of_id" : "in_reply_to_id"));
        return found;
    }

    private async Task<MailTemplate?> FindTemplateAsync(AttachmentScope scope, ComposeRequest request, List<Problem?> problems, CancellationToken cancellationToken)
    {
        if (request.TemplateId is not { } text)
            return null;
        var found = scope.ActorId is { } actor && Ids.TryParse(text, out var id) ? await templates.FindAsync(actor, id, cancellationToken) : null;
        if (found is null)
            problems.Add(new Problem(ProblemCodes.Invalid, "There is no such template.", "template_id"));
        return found;
    }

    private static Problem? CheckSubject(OutgoingMessage message)
    {
        var problems = new List<Problem?>();
        ComposePolicy.CheckSubject(message.Subject, problems);
        return Problem.Combine([.. problems]);
    }

    private static Problem TooLarge(long limit) => new(
        CompositionProblems.TooLarge, $"The message with its files is larger than the {limit / Megabyte} MB that this mailbox can send; files are a third larger in it.");

    private sealed record Content(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Copy);
}
