using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Protection;

[StatelessWorker, Reentrant]
internal sealed class MailProtectionGrain(ProtectionReader reader, ProtectionKeyStore store, ProtectionGate gate, IOptions<ProtectionOptions> options)
    : Grain, IMailProtectionGrain
{
    private const int StretchBytes = 512 * 1024;

    private static readonly Problem TooLarge = new(MailProblems.TooLargeToRead, "The message is larger than what is verified.");

    public async Task<Outcome<EmailProtection>> CheckAsync(Visibility visible, string emailId, CancellationToken cancellationToken)
    {
        var location = await GrainFactory.GetGrain<IMailQueryGrain>(0).LocateAsync(visible, emailId, cancellationToken);
        if (location.Value is not { } found)
            return location.Problem!;
        if (found.Size > options.Value.LargestMessage)
            return TooLarge;

        // A message and its parsed form are in memory, so only a few at a time.
        using var place = await gate.EnterAsync(visible.UserId, cancellationToken);
        var (raw, problem) = await ReadAsync(visible.UserId, found, cancellationToken);
        if (raw is null)
            return problem!;
        var keys = await store.ListAsync(visible.UserId, cancellationToken);
        return await Task.Run(() => reader.Read(raw, [.. keys.Select(row => row.Key)]), cancellationToken);
    }

    private async Task<(byte[]? Raw, Problem? Problem)> ReadAsync(Guid userId, EmailLocation location, CancellationToken cancellationToken)
    {
        var mailbox = GrainFactory.GetGrain<IMailboxGrain>(new MailboxId(userId, Guid.ParseExact(location.ConnectionId, "N")).ToString());
        using var raw = new MemoryStream();
        while (true)
        {
            var stretch = await mailbox.ReadRawAsync(location.Id, raw.Length, StretchBytes, cancellationToken);
            if (stretch.Value is not { } part)
                return (null, stretch.Problem);
            raw.Write(part.Content.Span);
            if (part.IsLast)
                return (raw.ToArray(), null);
            // Its server has announced another size.
            if (raw.Length > options.Value.LargestMessage || part.Content.Length == 0)
                return (null, TooLarge);
        }
    }
}
