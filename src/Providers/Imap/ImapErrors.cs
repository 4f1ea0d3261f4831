using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The one place where the library's errors become the provider boundary's.</summary>
internal static class ImapErrors
{
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (ImapException error)
        {
            throw Translate(error);
        }
    }

    public static async IAsyncEnumerable<T> TranslateAsync<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = source.GetAsyncEnumerator(cancellationToken);
        await using (items.ConfigureAwait(false))
        {
            while (await MoveNextAsync(items).ConfigureAwait(false))
            {
                yield return items.Current;
            }
        }
    }

    /// <summary>
    /// Translates a refusal of the login: wrong credentials, unless the server reports that it merely cannot check them now (RFC 5530).
    /// </summary>
    public static ProviderException TranslateLogin(ImapCommandException refusal)
    {
        var meaning = ImapRefusal.OfLogin(refusal.Code, refusal.Text);
        return meaning.Kind == ImapRefusalKind.ForGood
            ? new ProviderException(ProviderFailure.Authentication, "The server refused the user name or the password.", refusal)
            : new ProviderException(ProviderFailure.Unreachable, $"The server cannot log in at the moment: {refusal.Text}", refusal) { RetryAfter = meaning.RetryAfter };
    }

    /// <summary>
    /// Indicates whether the running command may have ended the connection. Dovecot sends BYE during a fetch of a damaged file; only an end
    /// that our side caused certainly has another reason.
    /// </summary>
    public static bool MayBeCausedByCommand(ImapException error) =>
        error is not (ImapCommandException or ImapConnectionException { Stage: ImapStage.Cancelled or ImapStage.Closed });

    public static ProviderException Translate(ImapException error) => error switch
    {
        ImapCommandException refusal when ImapRefusal.Of(refusal) is { IsThrottled: true } meaning => Throttled(refusal.Text, meaning, error),
        ImapCommandException { Code: { } code } refusal when code.Equals("ALREADYEXISTS", StringComparison.OrdinalIgnoreCase) =>
            new ProviderException(ProviderFailure.Exists, $"The server refused {refusal.Command}: {refusal.Text}", error),
        ImapCommandException refusal => new ProviderException(ProviderFailure.Refused, $"The server refused {refusal.Command}: {refusal.Text}", error),
        ImapConnectionException { Stage: ImapStage.Bye } bye when ImapRefusal.Of(null, bye.Message) is { IsThrottled: true } meaning => Throttled(bye.Message, meaning, error),
        ImapConnectionException connection => new ProviderException(ProviderFailure.Unreachable, connection.Message, error),
        _ => new ProviderException(ProviderFailure.Protocol, error.Message, error),
    };

    /// <summary>Refuses a stretch that is longer than was asked for: what is set aside for it would be too little, and where the next one begins unknown.</summary>
    public static void RequireAtMost(long wanted, long length)
    {
        if (length > wanted)
        {
            throw new ProviderException(ProviderFailure.Refused, "The server does not hand out messages in parts.");
        }
    }

    private static ProviderException Throttled(string text, ImapRefusal meaning, ImapException error) =>
        new(ProviderFailure.Busy, $"The server asks for fewer commands: {text}", error) { RetryAfter = meaning.RetryAfter };

    private static async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (ImapException error)
        {
            throw Translate(error);
        }
    }
}
