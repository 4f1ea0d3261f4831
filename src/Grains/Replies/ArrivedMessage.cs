using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Threads;

namespace EmailAgent.Grains.Replies;

/// <summary>A message that came in, with <see cref="NewMessage.Signs"/>.</summary>
/// <param name="ThreadId">Its thread; null if it was stored before with its header alone, and has its content now.</param>
/// <param name="LooksLikeReply">Indicates whether it refers to other messages, or has the subject of a reply.</param>
internal sealed record ArrivedMessage(NewMessage Message, Guid? ThreadId, bool LooksLikeReply)
{
    /// <summary>Lists the messages of a commit that came in now. History is none of them, so that a first sync costs nothing more.</summary>
    public static List<ArrivedMessage> Of(CommittedMail mail) =>
    [
        .. mail.Added.Where(added => added.Message.Signs is not null).Select(added => new ArrivedMessage(added.Message, added.ThreadId, IsReply(added.Message))),
        .. mail.Completed.Where(message => message.Signs?.Returned is not null).Select(message => new ArrivedMessage(message, null, LooksLikeReply: false)),
    ];

    private static bool IsReply(NewMessage message) => message.InReplyTo.Count + message.References.Count > 0 || ThreadSubject.Of(message.Subject).IsReply;
}
