namespace EmailAgent.Grains.Notices;

internal sealed partial class NoticeOutbox
{
    [LoggerMessage(1, LogLevel.Warning, "Account mails, such as for verifying an address or resetting a password, cannot be sent: neither Accounts:Mail:Host nor Accounts:Mail:Folder is set")]
    private partial void LogNoSender();

    [LoggerMessage(2, LogLevel.Information, "Account mail sent: {Kind}")]
    private partial void LogSent(string kind);

    [LoggerMessage(3, LogLevel.Warning, "Account mail {Kind} not sent in attempt {Attempt}, will be tried again: {Reason}")]
    private partial void LogPostponed(string kind, int attempt, string? reason);

    [LoggerMessage(4, LogLevel.Error, "Account mail {Kind} dropped after {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(string kind, int attempts, string? reason);
}
