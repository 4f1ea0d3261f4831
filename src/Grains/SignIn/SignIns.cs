using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Secrets;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.SignIn;

/// <summary>The sign-ins with providers, from the address that the user visits until the mailbox is connected.</summary>
internal sealed class SignIns(
    OAuthClient client,
    IdTokenVerifier verifier,
    MailboxOpener mailboxes,
    SignInStore pending,
    ConnectionStore connections,
    SecretProtector secrets,
    TokenRevocations revocations,
    IGrainFactory grains,
    AuditTrail audit,
    IOptions<SignInOptions> options,
    TimeProvider time)
{
    private static readonly Problem UnknownProvider = new(ProblemCodes.NotFound, "There is no such sign-in provider.");

    /// <summary>Lists the kinds of mailboxes, with the reason where one cannot be connected.</summary>
    public IReadOnlyList<ProviderInfo> List() => [.. ProviderCatalog.All.Select(Describe)];

    public async Task<Outcome<SignInStart>> BeginAsync(Guid userId, string provider, AuthUrlRequest request, CancellationToken cancellationToken)
    {
        if (ProviderCatalog.For(provider)?.SignIn is not { } service)
        {
            return UnknownProvider;
        }

        if ((Refuse(service) ?? SignInPolicy.Check(request, options.Value, OAuthClient.Areas)) is { } refusal)
        {
            return refusal;
        }

        var (state, known) = (SignInSecrets.Random(), SignInSecrets.Create());
        var scopes = client.RequestedScopes(service, [.. request.Scopes ?? []]);
        var expiresAt = time.GetUtcNow() + options.Value.SignInLifetime;
        var signIn = new PendingSignIn(provider, request.RedirectUri, scopes, secrets.Protect(SignInStore.SecretPurpose, known.Pack()), expiresAt);
        return await pending.InsertAsync(userId, SignInPolicy.Hash(state), signIn, cancellationToken)
            ? new SignInStart(client.AuthorizationUrl(service, request.RedirectUri, state, known, scopes), state, expiresAt)
            : new Problem(ProblemCodes.NotFound, "The account no longer exists.");
    }

    public async Task<Outcome<SignedIn>> CompleteAsync(Guid userId, string provider, CallbackRequest answer, CancellationToken cancellationToken)
    {
        var outcome = await TakeBackAsync(userId, provider, answer, cancellationToken);
        if (outcome.Problem is { } problem)
        {
            var refused = AuditTrail.Entry(
                userId, SignInActions.SignIn, null, AuditOutcome.Refused, details: [("provider", provider), ("code", problem.Code)]);
            await audit.RecordAsync(refused, cancellationToken);
        }

        return outcome;
    }

    private async Task<Outcome<SignedIn>> TakeBackAsync(Guid userId, string provider, CallbackRequest answer, CancellationToken cancellationToken)
    {
        if (ProviderCatalog.For(provider)?.SignIn is not { } service)
        {
            return UnknownProvider;
        }

        if (Refuse(service) is { } refusal)
        {
            return refusal;
        }

        if (await pending.TakeAsync(userId, provider, SignInPolicy.Hash(answer.State), cancellationToken) is not { } begun)
        {
            return new Problem(SignInProblems.InvalidState, "The sign-in is unknown, already used, or older than ten minutes. Start again.", "state");
        }

        try
        {
            var grant = await ExchangeAsync(service, begun, answer.Code, cancellationToken);
            if (client.AllowMail(service, grant.Scopes))
            {
                return await ConnectAsync(userId, grant, cancellationToken);
            }

            await revocations.AddAsync(userId, grant, cancellationToken);
            return new Problem(SignInProblems.MissingScope, $"Access to mail was not granted at {service.Title}. Start again and grant it.");
        }
        catch (ProviderException failure)
        {
            return SignInPolicy.ToProblem(failure);
        }
    }

    private ProviderInfo Describe(ProviderDescriptor provider)
    {
        var note = provider.SignIn is { } service ? WhyNot(service) : null;
        return new ProviderInfo(provider.Name, provider.Title, provider.SignIn is null ? "password" : "oauth", note is null, note);
    }

    private Problem? Refuse(OAuthService service) => WhyNot(service) is { } why ? new Problem(SignInProblems.ProviderNotConfigured, why) : null;

    private string? WhyNot(OAuthService service) => mailboxes.Providers.Contains(service.Provider)
        ? client.WhyNotConfigured(service)
        : $"This version does not read {service.Title} mailboxes.";

    private async Task<SignInGrant> ExchangeAsync(OAuthService service, PendingSignIn begun, string code, CancellationToken cancellationToken)
    {
        var known = SignInSecrets.Unpack(secrets.Unprotect(SignInStore.SecretPurpose, begun.Secrets));
        var tokens = await client.ExchangeAsync(service, code, begun.RedirectUri, known, cancellationToken);
        var account = await verifier.VerifyAsync(service, tokens.IdToken, known, cancellationToken);
        return new SignInGrant(
            service.Provider, account.Subject, account.Email, service.NewSettings(account), tokens.RefreshToken, tokens.AccessToken, tokens.ExpiresAt, tokens.Scopes ?? begun.Scopes);
    }

    /// <summary>
    /// Connects the account, or renews its connection. Another sign-in may connect or disconnect it at the same moment: then the connection
    /// is searched for once more.
    /// </summary>
    private async Task<Outcome<SignedIn>> ConnectAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        var first = await ConnectOnceAsync(userId, grant, cancellationToken);
        if (first.Problem?.Code == ProblemCodes.TooMany)
            await revocations.AddAsync(userId, grant, cancellationToken); // no connection will use the grant
        return first.Problem?.Code is ConnectionProblems.AlreadyConnected or ProblemCodes.NotFound ? await ConnectOnceAsync(userId, grant, cancellationToken) : first;
    }

    private async Task<Outcome<SignedIn>> ConnectOnceAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        var id = await connections.FindAsync(userId, grant.Provider, grant.AccountKey, cancellationToken) ?? Guid.CreateVersion7();
        return await grains.GetGrain<IMailboxGrain>(new MailboxId(userId, id).ToString()).SignInAsync(grant, cancellationToken);
    }
}
