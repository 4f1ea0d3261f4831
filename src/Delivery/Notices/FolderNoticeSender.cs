using Microsoft.Extensions.Options;

namespace EmailAgent.Delivery.Notices;

/// <summary>Writes mails into a folder that only this account may read, for development.</summary>
public sealed class FolderNoticeSender(IOptions<NoticeOptions> options, TimeProvider time) : INoticeSender
{
    private const string From = "emailagent@localhost";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public async Task<NoticeReceipt> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var name = $"{now:yyyyMMdd'T'HHmmss'.'fff}-{Guid.NewGuid():N}";
        try
        {
            var folder = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(options.Value.Folder)
                : Directory.CreateDirectory(options.Value.Folder, OwnerOnly);
            // The file gets its name when it is complete.
            var unfinished = Path.Combine(folder.FullName, $"{name}.tmp");
            var message = await NoticeMessage.ToBytesAsync(notice, From, now, cancellationToken).ConfigureAwait(false);
            await File.WriteAllBytesAsync(unfinished, message, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, Path.Combine(folder.FullName, $"{name}.eml"));
            return NoticeReceipt.Sent;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new NoticeReceipt(NoticeFate.Later, failure.Message);
        }
    }
}
