using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using EmailAgent.Providers;

namespace EmailAgent.Api.Tests.SignIn;

/// <summary>
/// A provider whose mailboxes are empty: a session only shows its token to the provider's userinfo endpoint, when it opens
/// and at each pull. What is tested with it ends where the mail begins.
/// </summary>
public sealed class TokenMailboxProvider(string name, Uri userinfo) : IMailboxProvider
{
    public string Name => name;

    public async Task<IMailboxSession> OpenAsync(MailboxAccount account, CancellationToken cancellationToken)
    {
        var session = new Session(((TokenCredentials)account.Credentials).Tokens, userinfo);
        await session.AskAsync(cancellationToken);
        return session;
    }

    private sealed class Session(IAccessTokenSource tokens, Uri userinfo) : IMailboxSession
    {
        private readonly HttpClient _client = new();

        public bool HasPush => false;

        public bool PushesAll => false;

        public TimeSpan? PollInterval => null;

        public IReadOnlyList<string> Capabilities => [];

        public bool HistoryComplete => true;

        public async Task AskAsync(CancellationToken cancellationToken)
        {
            var token = await tokens.GetAsync(cancellationToken);
            if (!await IsAcceptedAsync(token, cancellationToken))
            {
                tokens.Reject(token);
                if (!await IsAcceptedAsync(await tokens.GetAsync(cancellationToken), cancellationToken))
                    throw new ProviderException(ProviderFailure.Authentication, "The token is refused.");
            }
        }

        public async IAsyncEnumerable<MailboxChanges> PullAsync(IMailboxCopy copy, PullScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await AskAsync(cancellationToken);
            yield break;
        }

        public async IAsyncEnumerable<MailboxChanges> BackfillAsync(IMailboxCopy copy, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public async IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task<bool> WaitAsync(TimeSpan maximum, CancellationToken cancellationToken) => throw new NotSupportedException();

        public bool HasParts => false;

        public Task<AppendOutcome> AppendAsync(IMailboxCopy copy, MessageToAppend message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<RemoteLocation>> FindAsync(IMailboxCopy copy, string messageId, string? role, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<RemotePart?> ReadPartAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<EditOutcome> EditAsync(
            IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<bool> IsAcceptedAsync(string token, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, userinfo) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var answer = await _client.SendAsync(request, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
    }
}
