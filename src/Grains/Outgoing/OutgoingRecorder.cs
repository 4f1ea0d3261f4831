using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Records what became of a message, and announces it. An outage of the database is waited out, since the outcome is known only here.</summary>
internal sealed partial class OutgoingRecorder(OutgoingStore store, EventAnnouncer announcer, TimeProvider time, ILogger<OutgoingRecorder> logger)
{
    private const int MostTries = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ILogger<OutgoingRecorder> _logger = logger;

    /// <summary>Changes the message.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="decide">Returns the message as it is to be; null to leave it as it is, also if it was changed so already.</param>
    /// <param name="abort">Ends the wait for the database.</param>
    public async Task RecordAsync(OutgoingRow mail, Func<OutgoingRow, OutgoingRow?> decide, CancellationToken abort)
    {
        for (var tries = 1; tries <= MostTries; tries++)
        {
            try
            {
                if (await store.ChangeAsync(mail.UserId, mail.Id, decide, null, CancellationToken.None) is { HasEvents: true })
                    await announcer.AnnounceAsync(mail.UserId);
                return;
            }
            catch (Exception error)
            {
                LogNotRecorded(error, mail.Id);
            }

            var wait = TimeSpan.FromSeconds(tries);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, abort);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The outcome of outgoing message {MailId} could not be recorded or announced; it is tried again")]
    private partial void LogNotRecorded(Exception error, Guid mailId);
}
