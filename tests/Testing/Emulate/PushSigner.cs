using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Testing;

/// <summary>Signs tokens as Google does for Pub/Sub, and publishes the key.</summary>
public sealed class PushSigner : IAsyncDisposable
{
    public const string Audience = "https://mail.example.org/webhooks/gmail";
    public const string ServiceAccount = "push@project.iam.gserviceaccount.com";
    public const string Issuer = "https://accounts.google.com";

    private RSA _key = RSA.Create(2048);
    private string _keyId = "key-1";
    private int _fetches;
    private readonly WebApplication _app;

    private PushSigner(WebApplication app) => _app = app;

    public Uri Keys => new(_app.Urls.Single() + "/certs");

    /// <summary>Gets the number of fetches of the keys.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>Indicates whether the keys cannot be fetched.</summary>
    public bool IsDown { get; set; }

    /// <summary>Signs with another key from now on, and publishes that alone.</summary>
    public void ChangeKey(string keyId)
    {
        _key.Dispose();
        (_key, _keyId) = (RSA.Create(2048), keyId);
    }

    public static async Task<PushSigner> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var signer = new PushSigner(app);
        app.MapGet("/certs", () => signer.IsDown ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Text(signer.KeySet(), "application/json"));
        await app.StartAsync();
        return signer;
    }

    /// <summary>Returns a valid token, changed as the test requires.</summary>
    public string Sign(Action<JsonObject>? change = null, string algorithm = "RS256", RSA? key = null, string? keyId = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["email"] = ServiceAccount,
            ["email_verified"] = true,
            ["sub"] = "1234",
            ["iat"] = now - 10,
            ["exp"] = now + 3600,
        };
        change?.Invoke(claims);
        var text = $"{Encode($$"""{"alg":"{{algorithm}}","kid":"{{keyId ?? _keyId}}","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString((key ?? _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private string KeySet()
    {
        Interlocked.Increment(ref _fetches);
        var key = _key.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = _keyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
        });
    }
}
