using EmailAgent.Grains.SignIn;
using EmailAgent.Providers;
using EmailAgent.Providers.Discovery;

namespace EmailAgent.Grains.Connections;

/// <summary>The use of servers that were found: the description for the owner, and the decision whether a password can be sent to them.</summary>
internal static class DiscoveryPolicy
{
    private static readonly string PasswordProvider = ProviderCatalog.All.First(provider => provider.Password is not null).Name;

    /// <param name="providers">The kinds of mailboxes, with the reason where one cannot be connected.</param>
    public static DiscoveredServers Describe(FoundServers found, IReadOnlyList<ProviderInfo> providers)
    {
        var signIn = providers.FirstOrDefault(provider => provider.Id == found.Provider);
        var isSignIn = signIn is { Configured: true };
        return new DiscoveredServers(
            isSignIn ? signIn!.Id : PasswordProvider,
            isSignIn ? "oauth" : "password",
            found.Incoming?.ToSettings(),
            found.Submission?.ToSettings(),
            (found.Incoming ?? found.Submission)?.Source,
            ConfidenceIn(found) is { } confidence ? Name(confidence) : null,
            [.. Notes(found, signIn)]);
    }

    /// <summary>Names the server that was found in a request. Only a server that is certain enough may receive a password.</summary>
    public static Outcome<ServerConnectionRequest> Complete(ServerConnectionRequest request, FoundServers found)
    {
        if (found.Incoming is not { } server)
        {
            return new Problem(ConnectionProblems.ServerNotFound, "No mail server was found for this address. Name it in host, as the provider's help pages do.", "host");
        }

        if (server.Confidence == ServerConfidence.Low)
        {
            return new Problem(ProblemCodes.Invalid, $"host: {Unconfirmed(server)} To confirm it, repeat the request with this host.", "host", [Unconfirmed(server)]);
        }

        var settings = server.ToSettings();
        return request with
        {
            Host = settings.Host,
            Port = request.Port ?? settings.Port,
            Security = request.Security ?? settings.Security,
            Username = request.Username ?? settings.Username,
        };
    }

    private static IEnumerable<string> Notes(FoundServers found, ProviderInfo? signIn)
    {
        if (signIn is { Configured: true })
        {
            yield return $"Sign in with {signIn.Name}: POST /api/v1/connections/{signIn.Id}/auth-url, and open the url in the answer.";
        }
        else if (signIn is { Note: { } why })
        {
            yield return $"A sign-in with {signIn.Name} is not possible on this installation: {why}";
        }

        foreach (var note in found.Notes)
        {
            yield return note;
        }

        foreach (var server in new[] { found.Incoming, found.Submission }.OfType<FoundServer>())
        {
            if (server.Confidence == ServerConfidence.Low)
                yield return Unconfirmed(server);
            if (server.Confidence == ServerConfidence.Medium)
                yield return $"{server.Address.Host} is a guess: a mail server answers there, but the domain does not name it.";
        }

        if (found.Incoming is null)
            yield return "No mail server was found. Enter the host that the provider's help pages name.";
        if (found is { Incoming: not null, Submission: null })
            yield return "No submission server was found. To send mail, enter the one that the provider's help pages name as smtp.";
    }

    private static string Unconfirmed(FoundServer server) =>
        $"Only records that are not authenticated lead to {server.Address.Host}, which is in another domain. Make sure that it is your provider's server.";

    private static ServerConfidence? ConfidenceIn(FoundServers found) => (found.Incoming?.Confidence, found.Submission?.Confidence) switch
    {
        ({ } incoming, { } submission) => incoming < submission ? incoming : submission,
        var (incoming, submission) => incoming ?? submission,
    };

    private static string Name(ServerConfidence confidence) => confidence switch
    {
        ServerConfidence.High => "high",
        ServerConfidence.Medium => "medium",
        _ => "low",
    };
}
