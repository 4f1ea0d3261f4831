using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

internal sealed partial class RoundInspection
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Warning, "Folder {FolderId} is listed but {Command} was refused; it is left for the next round")]
    private partial void LogFolderRefused(Guid folderId, string command);
}
