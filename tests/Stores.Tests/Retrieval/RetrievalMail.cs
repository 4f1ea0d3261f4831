using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmailAgent.Stores.Tests.Retrieval;

/// <summary>Messages with words and vectors, for tests of searches and answers.</summary>
internal static class RetrievalMail
{
    /// <summary>Returns a message whose document has its subject, sender and text.</summary>
    public static NewMessage Written(this TestMailbox mailbox, long uid, string subject, string text, string sender = "Ann", int label = 0)
    {
        var message = mailbox.Message(uid, subject, label);
        var email = $"{sender.ToLowerInvariant()}@example.org";
        var content = new SearchContent { Date = message.Date, Subject = subject, BodyText = text, FromEmail = email, FromName = sender };
        return message with { FromName = sender, FromEmail = email, BodyText = text, Preview = text, Document = new SearchDocumentBuilder().Build(content) };
    }

    /// <summary>Gives vectors to all mail of a user, as the job does.</summary>
    public static Task EmbedAsync(this StoreFixture storage, TestMailbox mailbox) =>
        new EmbeddingWork(storage.Get<VectorStore>(), storage.Get<IMessageEmbedder>(), storage.Get<JobQueue>(), TimeProvider.System, NullLogger<EmbeddingWork>.Instance)
            .RunAsync(new Job(Guid.NewGuid(), EmbeddingWork.Name, mailbox.UserId, "", 1, TestMailbox.Noon, TestMailbox.Noon), default);
}
