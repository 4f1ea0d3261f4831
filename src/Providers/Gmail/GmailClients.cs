using System.Net;
using EmailAgent.Providers.Breakers;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail;

/// <summary>Makes clients, which share connections, budget and circuits.</summary>
internal sealed class GmailClients : IDisposable
{
    private readonly GmailOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly GmailPrices _prices;
    private readonly QuotaScheduler? _quota;

    public GmailClients(IOptions<GmailOptions> options, IQuotaLedger ledger, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _prices = new GmailPrices(_options.Quota);
        _quota = _options.Quota.Enabled ? new QuotaScheduler(_prices.Budget, ledger, time) : null;
        Circuits = new ProviderCircuits(_options.Breaker, time);
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // So that a change of Google's addresses is noticed.
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        _http = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan, // Each call has deadlines of its own.
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("EmailAgent (gzip)"); // Google compresses only for clients whose user agent contains gzip, too.
    }

    /// <summary>Returns the circuits of connections and of Gmail as a whole.</summary>
    public ProviderCircuits Circuits { get; }

    public GmailClient Open(string email, IAccessTokenSource tokens)
    {
        var quota = _quota?.Account(email);
        var wire = new HttpWire(_http, email, new HttpApi(GmailJudge.Title, _options.BaseAddress, _options.Limits, GmailJudge.Of), Circuits, _time);
        return new GmailClient(new GmailTransport(new HttpTransport(wire, tokens, quota, _time), wire, _options, _prices, quota), _options);
    }

    /// <summary>Returns the use of an account's budget; null when calls are not limited.</summary>
    public QuotaUsage? Usage(string email) => _quota?.Account(email).Usage;

    public void Dispose()
    {
        _quota?.Dispose();
        _http.Dispose();
    }
}
