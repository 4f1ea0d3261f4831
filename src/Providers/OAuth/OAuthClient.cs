using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.OAuth;

/// <summary>
/// The client of the sign-in services (RFC 6749). Each call is one request; a code is valid for one. The owner of a token decides when to
/// renew it.
/// </summary>
public sealed class OAuthClient(IHttpClientFactory clients, IOptionsMonitor<OAuthClientOptions> options, TimeProvider time)
{
    /// <summary>Name of the HTTP client.</summary>
    internal const string HttpClientName = "oauth";

    /// <summary>Returns the areas that can be requested of a user; mail is always requested.</summary>
    public static IReadOnlyList<string> Areas => OAuthScopes.Areas;

    /// <summary>Microsoft's tokens have some 5 kB, and an answer three of them.</summary>
    private const int MaxAnswerBytes = 256 * 1024;

    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    /// <summary>Returns, for the operator, the reason why users cannot sign in with this service; null when they can.</summary>
    public string? WhyNotConfigured(OAuthService service) => Options(service).IsConfigured
        ? null
        : $"This installation has no client at {service.Section}: set OAuth:{service.Section}:ClientId and ClientSecret.";

    /// <summary>Returns all scopes that a sign-in requests.</summary>
    /// <param name="areas">Some of <see cref="Areas"/>.</param>
    public string[] RequestedScopes(OAuthService service, IReadOnlyCollection<string> areas) => OAuthScopes.Requested(service, Options(service), areas);

    /// <summary>Indicates whether these scopes are enough to read and send mail.</summary>
    public bool AllowMail(OAuthService service, IReadOnlyCollection<string> granted) => OAuthScopes.AllowMail(service, Options(service), granted);

    /// <summary>Returns the address to which the user's browser is sent.</summary>
    public string AuthorizationUrl(OAuthService service, string redirectUri, string state, SignInSecrets secrets, IReadOnlyList<string> scopes)
    {
        var client = Options(service);
        (string Name, string Value)[] parameters =
        [
            ("response_type", "code"),
            ("client_id", client.ClientId),
            ("redirect_uri", redirectUri),
            ("scope", string.Join(' ', scopes)),
            ("state", state),
            ("nonce", secrets.Nonce),
            ("code_challenge", secrets.Challenge),
            ("code_challenge_method", "S256"),
            .. service.AuthorizationParameters,
        ];
        var query = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return $"{client.AuthorizationEndpoint}{(client.AuthorizationEndpoint!.Query.Length == 0 ? '?' : '&')}{query}";
    }

    /// <summary>Exchanges the code that the user returned with.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Authentication"/> when the code is not valid.</exception>
    public Task<OAuthTokens> ExchangeAsync(OAuthService service, string code, string redirectUri, SignInSecrets secrets, CancellationToken cancellationToken) =>
        AskAsync(
            service,
            [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectUri), new("code_verifier", secrets.Verifier)],
            cancellationToken);

    /// <summary>Gets a new access token.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Authentication"/> when only a new sign-in helps.</exception>
    public Task<OAuthTokens> RefreshAsync(OAuthService service, string refreshToken, CancellationToken cancellationToken) =>
        AskAsync(service, [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancellationToken);

    /// <summary>Revokes a token, and with it all that the user has granted (RFC 7009); nothing where the service cannot.</summary>
    /// <exception cref="ProviderException">It is not known to be revoked.</exception>
    public async Task RevokeAsync(OAuthService service, string token, CancellationToken cancellationToken)
    {
        if (Options(service).RevocationEndpoint is { } endpoint)
        {
            var (status, _) = await PostAsync(service, endpoint, [new("token", token)], cancellationToken).ConfigureAwait(false);
            // A server refuses a token that is no longer valid with 400; that is the desired state.
            if (status is not (>= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices or HttpStatusCode.BadRequest))
                throw Failure(ProviderFailure.Unreachable, service, $"answered a revocation with {(int)status}");
        }
    }

    private OAuthClientOptions Options(OAuthService service) => options.Get(service.Provider);

    private async Task<OAuthTokens> AskAsync(OAuthService service, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        var client = Options(service);
        var (status, body) = await PostAsync(
            service, client.TokenEndpoint!, [.. form, new("client_id", client.ClientId), new("client_secret", client.ClientSecret)], cancellationToken).ConfigureAwait(false);
        var answer = Parse(body);
        if (status != HttpStatusCode.OK)
            throw Refusal(service, status, answer?.Error);
        if (answer is not { AccessToken.Length: > 0 } || answer.TokenType?.Equals("Bearer", StringComparison.OrdinalIgnoreCase) is false)
            throw Failure(ProviderFailure.Protocol, service, "gave an answer without a bearer token");
        var life = TimeSpan.FromSeconds(Math.Clamp(answer.ExpiresIn ?? 3600, ShortestLife.TotalSeconds, LongestLife.TotalSeconds));
        return new OAuthTokens(
            answer.AccessToken,
            time.GetUtcNow() + life,
            string.IsNullOrEmpty(answer.RefreshToken) ? null : answer.RefreshToken,
            answer.Scope is null ? null : OAuthScopes.Split(answer.Scope),
            answer.IdToken);
    }

    /// <summary>
    /// Translates a refusal. Only <c>invalid_grant</c> (and OpenID Connect's <c>interaction_required</c>) requires an action of the user.
    /// Other refusals - an outage, a client that is configured wrongly - pass without one.
    /// </summary>
    private static ProviderException Refusal(OAuthService service, HttpStatusCode status, string? error) => error switch
    {
        "invalid_grant" or "interaction_required" when status < HttpStatusCode.InternalServerError => Failure(ProviderFailure.Authentication, service, "no longer accepts the sign-in"),
        "invalid_client" or "unauthorized_client" => Failure(ProviderFailure.Protocol, service, "does not accept this installation's client id or secret"),
        _ when status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => Failure(ProviderFailure.Unreachable, service, $"answered {(int)status}"),
        _ => Failure(ProviderFailure.Protocol, service, $"answered {(int)status}"),
    };

    private async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(
        OAuthService service, Uri endpoint, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Options(service).Timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            client.MaxResponseContentBufferSize = MaxAnswerBytes;
            using var content = new FormUrlEncodedContent(form);
            using var answer = await client.PostAsync(endpoint, content, stop.Token).ConfigureAwait(false);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(ProviderFailure.Unreachable, service, "did not answer in time");
        }
        catch (HttpRequestException error)
        {
            throw error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
                ? Failure(ProviderFailure.Protocol, service, "gave an answer that is too large")
                : Failure(ProviderFailure.Unreachable, service, "cannot be reached");
        }
    }

    // Without the inner exception where that could repeat what was sent.
    private static ProviderException Failure(ProviderFailure failure, OAuthService service, string what) => new(failure, $"The sign-in service of {service.Section} {what}.");

    private static TokenAnswer? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(Encoding.UTF8.GetString(body), OAuthJson.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
