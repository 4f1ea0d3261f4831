using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>
/// One attempt to send one message. The end of the message is written by itself and last of all; before that moment nothing
/// can have been sent, from that moment on only the server's reply can tell.
/// </summary>
internal sealed class Transaction(SmtpSession session, SmtpEnvelope envelope, SmtpMessage message, TransactionPlan plan)
{
    private const int StartInput = 354;

    private readonly SmtpReply?[] _replies = new SmtpReply?[envelope.Recipients.Count];
    private SmtpOutcome _outcome = SmtpOutcome.NotSent;
    private SmtpReply? _reply;
    private bool _open;

    private bool IsAnyAccepted => Array.Exists(_replies, r => r is { IsPositive: true });

    private bool IsAllAccepted => Array.TrueForAll(_replies, r => r is { IsPositive: true });

    /// <exception cref="OperationCanceledException">Cancelled before the end of the message was written.</exception>
    public async Task<SmtpSendResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendEnvelopeAsync(cancellationToken).ConfigureAwait(false);
            if (envelope.AllOrNone ? IsAllAccepted : IsAnyAccepted)
            {
                await (plan.Chunked ? SendChunksAsync(cancellationToken) : SendDataAsync(cancellationToken)).ConfigureAwait(false);
            }

            await ResetAsync(cancellationToken).ConfigureAwait(false);
            return Result(null);
        }
        catch (SmtpException e)
        {
            _reply ??= (e as SmtpConnectionException)?.Reply;
            Resolve();
            return Result(e);
        }
        catch (OperationCanceledException e) when (_outcome != SmtpOutcome.NotSent)
        {
            return Result(session.Connection.Fail(new SmtpConnectionException(SmtpStage.Cancelled, "Cancelled before the server's reply.", e)));
        }
    }

    private async Task SendEnvelopeAsync(CancellationToken cancellationToken)
    {
        if (!session.Capabilities.Pipelining)
        {
            Mailed(await session.SendAsync(plan.Mail, cancellationToken).ConfigureAwait(false));
            for (var i = 0; _open && i < _replies.Length; i++)
            {
                _replies[i] = await session.SendAsync(plan.Recipients[i], cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var next = 0;
        do
        {
            var last = Math.Min(next + session.Options.Limits.Pipeline, _replies.Length);
            next = await SendPipelinedAsync(next, last, cancellationToken).ConfigureAwait(false);
        }
        while (_open && next < _replies.Length);
    }

    // DATA stays out of the pipeline: with all recipients refused it would have to end in an empty message (RFC 2920 section 3.1).
    private async Task<int> SendPipelinedAsync(int first, int last, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        session.Connection.ThrowIfEarly();
        var lines = new StringBuilder(first == 0 ? plan.Mail + "\r\n" : "");
        foreach (var line in plan.Recipients.Take(first..last))
        {
            lines.Append(line).Append("\r\n");
        }

        await session.Connection.WriteAsync(Encoding.UTF8.GetBytes(lines.ToString()), session.Options.CommandTimeout, cancellationToken).ConfigureAwait(false);
        if (first == 0)
        {
            Mailed(await session.ReadAsync(session.Options.CommandTimeout, cancellationToken).ConfigureAwait(false));
        }

        for (var i = first; i < last; i++)
        {
            var reply = await session.ReadAsync(session.Options.CommandTimeout, cancellationToken).ConfigureAwait(false);
            _replies[i] = _open ? reply : null;
        }

        return last;
    }

    private void Mailed(SmtpReply reply)
    {
        _open = reply.IsPositive;
        _reply = _open ? null : reply;
    }

    private async Task SendDataAsync(CancellationToken cancellationToken)
    {
        var reply = await session.SendAsync("DATA", cancellationToken).ConfigureAwait(false);
        if (reply.IsPositive)
        {
            throw session.Connection.Fail(new SmtpProtocolException("The server accepts a message that it has not got."));
        }

        if (reply.Code != StartInput)
        {
            _reply = reply;
            return;
        }

        await foreach (var piece in ReadMessageAsync(stuff: true, cancellationToken).ConfigureAwait(false))
        {
            session.Connection.ThrowIfEarly();
            await session.Connection.WriteAsync(piece, session.Options.BlockTimeout, cancellationToken).ConfigureAwait(false);
        }

        await CommitAsync(".", cancellationToken).ConfigureAwait(false);
    }

    private async Task SendChunksAsync(CancellationToken cancellationToken)
    {
        await foreach (var piece in ReadMessageAsync(stuff: false, cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.Connection.ThrowIfEarly();
            await session.Connection.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"BDAT {piece.Length}"), cancellationToken).ConfigureAwait(false);
            await session.Connection.WriteAsync(piece, session.Options.BlockTimeout, cancellationToken).ConfigureAwait(false);
            var reply = await session.ReadAsync(session.Options.CommandTimeout, cancellationToken).ConfigureAwait(false);
            if (!reply.IsPositive)
            {
                _reply = reply;
                return;
            }
        }

        await CommitAsync("BDAT 0 LAST", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what makes the message the server's, and reads the verdict.</summary>
    private async Task CommitAsync(string end, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        session.Connection.ThrowIfEarly();
        _outcome = SmtpOutcome.Unknown;
        await session.Connection.WriteLineAsync(end, cancellationToken).ConfigureAwait(false);
        _reply = await session.ReadAsync(session.Options.DeliveryTimeout, cancellationToken).ConfigureAwait(false);
        Resolve();
        if (_outcome == SmtpOutcome.Unknown)
        {
            throw session.Connection.Fail(new SmtpProtocolException("The server asks for more after the end of the message."));
        }

        _open = false;
    }

    /// <summary>A reply to the end of the message ends the doubt, also if it is 421.</summary>
    private void Resolve()
    {
        if (_outcome == SmtpOutcome.Unknown && _reply is { IsIntermediate: false } reply)
        {
            _outcome = reply.IsPositive ? SmtpOutcome.Sent : SmtpOutcome.NotSent;
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadMessageAsync(
        bool stuff, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pieces = message.EncodeAsync(stuff, session.Options.Limits.Block, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposal = pieces.ConfigureAwait(false);
        while (await NextAsync(pieces).ConfigureAwait(false))
        {
            yield return pieces.Current;
        }
    }

    /// <summary>A message that cannot be read to its end leaves the server waiting for the rest, so the connection goes.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            var any = await pieces.MoveNextAsync().ConfigureAwait(false);
            return any && plan.SevenBitOnly && !Ascii.IsValid(pieces.Current.Span)
                ? throw new InvalidDataException("The message has bytes over 127, and the server takes no 8-bit messages.")
                : any;
        }
        catch (Exception e)
        {
            session.Connection.Fail(new SmtpConnectionException(SmtpStage.Cancelled, "The message could not be read to its end.", e));
            throw;
        }
    }

    /// <summary>Ends a transaction that stayed open, so that the next one can begin. Its failure says nothing about the message.</summary>
    private async Task ResetAsync(CancellationToken cancellationToken)
    {
        if (_open)
        {
            await session.SendAsync("RSET", cancellationToken).ConfigureAwait(false);
        }
    }

    private SmtpSendResult Result(SmtpException? failure) => new()
    {
        Outcome = _outcome,
        Recipients = [.. envelope.Recipients.Zip(_replies, Result)],
        Reply = _reply,
        Failure = failure,
    };

    private SmtpRecipientResult Result(SmtpRecipient recipient, SmtpReply? reply)
        => reply is { IsPositive: true } ? new(recipient, _outcome, _reply) : new(recipient, SmtpOutcome.NotSent, reply ?? _reply);
}
