using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Notices;

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
            // Nobody sees half a mail.
            var unfinished = Path.Combine(folder.FullName, $"{name}.tmp");
            await File.WriteAllBytesAsync(unfinished, NoticeMessage.ToBytes(notice, From, now), cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, Path.Combine(folder.FullName, $"{name}.eml"));
            return NoticeReceipt.Sent;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new NoticeReceipt(NoticeFate.Later, failure.Message);
        }
    }
}
