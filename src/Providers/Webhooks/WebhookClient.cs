using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using EmailAgent.Providers.Egress;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Webhooks;

/// <summary>
/// Requests to addresses that users name. Each connection is checked by the <see cref="EgressPolicy"/>; redirects, cookies and proxies are not used,
/// certificates are verified, and of an answer only the beginning is read.
/// </summary>
public sealed class WebhookClient : IDisposable
{
    private const int HeadBytes = 1024;
    private const int MaxHeadersKilobytes = 16;
    private const int MaxDrainBytes = 16 * 1024;

    /// <summary>The longest life of a connection: after it, the name is resolved and checked again.</summary>
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    private readonly EgressDialer _dialer;
    private readonly WebhookHttpOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public WebhookClient(EgressPolicy egress, IOptions<WebhookHttpOptions> options, TimeProvider time)
        : this(new EgressDialer(egress), options.Value, time)
    {
    }

    internal WebhookClient(EgressDialer dialer, WebhookHttpOptions options, TimeProvider time)
    {
        (_dialer, _options, _time) = (dialer, options, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MaxHeadersKilobytes,
            MaxResponseDrainSize = MaxDrainBytes,
            PooledConnectionLifetime = ConnectionLife,
            ConnectTimeout = options.Timeout,
            ConnectCallback = (context, cancellationToken) => dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = WebhookTrust.Read(options.AuthorityFile) },
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Checks an address as it is now; each connection checks it again.</summary>
    /// <returns>Null if it can be an endpoint.</returns>
    public async Task<WebhookAddressFault?> CheckAsync(string address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
        {
            return WebhookAddressFault.Malformed;
        }

        if (url.Scheme != Uri.UriSchemeHttps && !_options.AllowHttp)
        {
            return WebhookAddressFault.NotHttps;
        }

        if (url.UserInfo.Length > 0)
        {
            return WebhookAddressFault.HasUserInfo;
        }

        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await _dialer.FindAsync(url.IdnHost, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (EgressRefusedException)
        {
            return WebhookAddressFault.NotAllowed;
        }
        catch (Exception failure) when (failure is SocketException or ArgumentException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return WebhookAddressFault.Unresolved;
        }
    }

    /// <summary>Makes one attempt. A failure is an outcome, not an exception.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async Task<WebhookReply> PostAsync(WebhookPost post, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = RequestOf(post);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var head = await ReadHeadAsync(response, either.Token).ConfigureAwait(false);
            return new WebhookReply((int)response.StatusCode, head, Error: null, RetryAfterOf(response.Headers.RetryAfter));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new WebhookReply(Status: null, Head: null, Describe(failure), RetryAfter: null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage RequestOf(WebhookPost post)
    {
        var content = new ReadOnlyMemoryContent(post.Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(post.ContentType) } };
        var request = new HttpRequestMessage(HttpMethod.Post, post.Url) { Content = content };
        foreach (var (name, value) in post.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>Reads the beginning of an answer. The status decides, also where the rest does not arrive.</summary>
    private static async Task<string> ReadHeadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[HeadBytes];
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = body.ConfigureAwait(false);
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                length += count;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // Incomplete.
        }

        return string.Concat(Encoding.UTF8.GetString(buffer, 0, length).Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c));
    }

    private TimeSpan? RetryAfterOf(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);

    private string Describe(Exception failure) => failure switch
    {
        _ when IsRefused(failure) => "The address of the server is not allowed.",
        OperationCanceledException => string.Create(CultureInfo.InvariantCulture, $"There was no answer within {_options.Timeout.TotalSeconds:0} seconds."),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "The name of the server has no address.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS failed; the certificate must be valid for the name of the server.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "The server cannot be reached.",
        _ => "The connection ended before the answer, or the answer cannot be read.",
    };

    private static bool IsRefused(Exception? failure) => failure is EgressRefusedException || (failure?.InnerException is { } inner && IsRefused(inner));
}
