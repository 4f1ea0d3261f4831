using EmailAgent.Grains.Audit;
using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>Sign-ins with providers, from the address the user is sent to until the mailbox is connected.</summary>
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

    /// <summary>The sign-in services, and why one cannot be used.</summary>
    public IReadOnlyList<ProviderInfo> List() =>
        [.. OAuthService.All.Select(service => (Service: service, Note: WhyNot(service))).Select(entry => new ProviderInfo(
            entry.Service.Provider, entry.Service.Title, "oauth", entry.Note is null, entry.Note))];

    public async Task<Outcome<SignInStart>> BeginAsync(Guid userId, string provider, SignInRequest request, CancellationToken cancellationToken)
    {
        if (OAuthService.For(provider) is not { } service)
        {
            return UnknownProvider;
        }

        if ((Refuse(service) ?? SignInPolicy.Check(request, options.Value, OAuthClient.Areas)) is { } refusal)
        {
            return refusal;
        }

        var (state, known) = (SignInSecrets.Random(), SignInSecrets.Create());
        var scopes = client.RequestedScopes(service, [.. request.Scopes]);
        var expiresAt = time.GetUtcNow() + options.Value.SignInLifetime;
        var signIn = new PendingSignIn(provider, request.RedirectUri, scopes, secrets.Protect(SecretProtector.SignIn, known.Pack()), expiresAt);
        return await pending.InsertAsync(userId, SignInPolicy.Hash(state), signIn, cancellationToken)
            ? new SignInStart(client.AuthorizationUrl(service, request.RedirectUri, state, known, scopes), state, expiresAt)
            : new Problem(ProblemCodes.NotFound, "The account no longer exists.");
    }

    public async Task<Outcome<SignedIn>> CompleteAsync(Guid userId, string provider, SignInReturn answer, CancellationToken cancellationToken)
    {
        var outcome = await TakeBackAsync(userId, provider, answer, cancellationToken);
        if (outcome.Problem is { } problem)
        {
            var refused = AuditTrail.Entry(
                userId, AuditActions.ProviderSignIn, null, AuditOutcome.Refused, details: [("provider", provider), ("code", problem.Code)]);
            await audit.RecordAsync(refused, cancellationToken);
        }

        return outcome;
    }

    private async Task<Outcome<SignedIn>> TakeBackAsync(Guid userId, string provider, SignInReturn answer, CancellationToken cancellationToken)
    {
        if (OAuthService.For(provider) is not { } service)
        {
            return UnknownProvider;
        }

        if (Refuse(service) is { } refusal)
        {
            return refusal;
        }

        if (await pending.TakeAsync(userId, provider, SignInPolicy.Hash(answer.State), cancellationToken) is not { } begun)
        {
            return new Problem(ProblemCodes.InvalidState, "The sign-in is unknown, already used, or older than ten minutes. Start again.", "state");
        }

        try
        {
            var grant = await ExchangeAsync(service, begun, answer.Code, cancellationToken);
            if (client.AllowMail(service, grant.Scopes))
            {
                return await ConnectAsync(userId, grant, cancellationToken);
            }

            await revocations.AddAsync(userId, grant, cancellationToken);
            return new Problem(ProblemCodes.MissingScope, $"Access to mail was not granted at {service.Title}. Start again and grant it.");
        }
        catch (ProviderException failure)
        {
            return SignInPolicy.ToProblem(failure);
        }
    }

    private Problem? Refuse(OAuthService service) => WhyNot(service) is { } why ? new Problem(ProblemCodes.ProviderNotConfigured, why) : null;

    private string? WhyNot(OAuthService service) => mailboxes.Providers.Contains(service.Provider)
        ? client.WhyNotConfigured(service)
        : $"This version does not read {service.Title} mailboxes.";

    private async Task<SignInGrant> ExchangeAsync(OAuthService service, PendingSignIn begun, string code, CancellationToken cancellationToken)
    {
        var known = SignInSecrets.Unpack(secrets.Unprotect(SecretProtector.SignIn, begun.Secrets));
        var tokens = await client.ExchangeAsync(service, code, begun.RedirectUri, known, cancellationToken);
        var account = await verifier.VerifyAsync(service, tokens.IdToken, known, cancellationToken);
        return new SignInGrant(
            service.Provider, account.Subject, account.Email, service.NewSettings(account), tokens.RefreshToken, tokens.AccessToken, tokens.ExpiresAt, tokens.Scopes ?? begun.Scopes);
    }

    /// <summary>The account may be connected, or disconnected, at the same moment by another sign-in: then it is looked for once more.</summary>
    private async Task<Outcome<SignedIn>> ConnectAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        var first = await ConnectOnceAsync(userId, grant, cancellationToken);
        if (first.Problem?.Code == ProblemCodes.TooMany)
            await revocations.AddAsync(userId, grant, cancellationToken); // nobody would ever use what was granted
        return first.Problem?.Code is ProblemCodes.AlreadyConnected or ProblemCodes.NotFound ? await ConnectOnceAsync(userId, grant, cancellationToken) : first;
    }

    private async Task<Outcome<SignedIn>> ConnectOnceAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        var id = await connections.FindAsync(userId, grant.Provider, grant.AccountKey, cancellationToken) ?? Guid.CreateVersion7();
        return await grains.GetGrain<IMailboxGrain>(new MailboxId(userId, id).ToString()).SignInAsync(grant, cancellationToken);
    }
}
