namespace EmailAgent.Delivery.Notices;

/// <summary>Sends the mails of this installation itself.</summary>
public interface INoticeSender
{
    /// <summary>Sends once; what goes wrong is in the receipt.</summary>
    Task<NoticeReceipt> SendAsync(Notice notice, CancellationToken cancellationToken);
}
