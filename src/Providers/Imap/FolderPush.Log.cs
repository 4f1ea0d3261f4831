using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

internal sealed partial class FolderPush
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Information, "The server offers NOTIFY and refuses it ({Code}); folders other than the inbox are polled")]
    private partial void LogRefused(string? code);

    [LoggerMessage(2, LogLevel.Information, "The server had too much to report and ended its reports; overflow {Count} of this session")]
    private partial void LogOverflow(int count);

    [LoggerMessage(3, LogLevel.Information, "A check has found changes that the server had not reported; the mailbox is polled; silence {Count} of this session")]
    private partial void LogSilent(int count);

    [LoggerMessage(4, LogLevel.Information, "The server offers NAMESPACE and refuses it ({Code}); folders of other users are polled")]
    private partial void LogNamespacesRefused(string? code);
}
