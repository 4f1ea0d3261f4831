using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Identity.Issuers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.ApiBench;

/// <summary>Cost of verifying an access token of another issuer whose keys are cached: each token once, then all of them again.</summary>
internal static class TokenBench
{
    private const int Tokens = 5_000; // fewer than are remembered
    private const int WarmUp = 500;

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var count = options.Calls ?? Tokens;
        var warmUp = Math.Min(WarmUp, count);
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var issuer = await PublishAsync(rsa, curve);
        foreach (var algorithm in new[] { "RS256", "PS256", "ES256" })
        {
            foreach (var callers in new[] { 1, 2 * Environment.ProcessorCount })
            {
                await using var services = Services(issuer.Urls.Single());
                var handler = services.GetRequiredService<AccessTokenHandler>();
                var tokens = Enumerable.Range(0, count + warmUp).Select(i => Sign(algorithm, i, issuer.Urls.Single(), rsa, curve)).ToList();
                await MeasureAsync(handler, tokens[..warmUp], callers);
                var first = await MeasureAsync(handler, tokens[warmUp..], callers);
                var again = await MeasureAsync(handler, tokens[warmUp..], callers);
                Console.WriteLine($"{algorithm}, {callers} at once: p50 {first.P50} ms, p99 {first.P99} ms, {first.PerSecond}/s; the same tokens again: p99 {again.P99} ms");
            }
        }

        return 0;
    }

    private static async Task<LoadResult> MeasureAsync(AccessTokenHandler handler, List<string> tokens, int callers)
    {
        var parameters = new TokenValidationParameters();
        var took = new List<double>[callers];
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            took[caller] = [];
            for (var i = Interlocked.Increment(ref next); i < tokens.Count; i = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                var result = await handler.ValidateTokenAsync(tokens[i], parameters);
                took[caller].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (!result.IsValid)
                    throw result.Exception;
            }
        })));
        return LoadResult.Of([.. took.SelectMany(times => times)], Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<WebApplication> PublishAsync(RSA rsa, ECDsa curve)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var (key, point) = (rsa.ExportParameters(false), curve.ExportParameters(false).Q);
        app.MapGet("/jwks", () => Results.Json(new
        {
            keys = new object[]
            {
                new { kty = "RSA", kid = "RS256", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) },
                new { kty = "RSA", kid = "PS256", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) },
                new { kty = "EC", crv = "P-256", kid = "ES256", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) },
            },
        }));
        await app.StartAsync();
        return app;
    }

    private static ServiceProvider Services(string issuer)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Authentication:Issuers:bench:Issuer"] = issuer,
            ["Authentication:Issuers:bench:JwksUrl"] = $"{issuer}/jwks",
            ["Authentication:Issuers:bench:Audience"] = "our-api",
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddTrustedIssuers(configuration)
            .AddSingleton<IClusterClient>(_ => null!) // no token of our own comes
            .AddSingleton<RefusalReporter>()
            .AddSingleton<AccessTokenHandler>()
            .BuildServiceProvider();
    }

    private static string Sign(string algorithm, int number, string issuer, RSA rsa, ECDsa curve)
    {
        var expires = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 3600;
        var signed = Encode($$"""{"alg":"{{algorithm}}","kid":"{{algorithm}}","typ":"at+jwt"}""") + "."
            + Encode($$"""{"iss":"{{issuer}}","aud":["our-api","other"],"sub":"user-{{number}}","scope":"openid profile email","email":"user{{number}}@example.org","email_verified":true,"realm_access":{"roles":["one","two","three"]},"exp":{{expires}}}""");
        var bytes = Encoding.ASCII.GetBytes(signed);
        return signed + "." + Base64Url.EncodeToString(algorithm switch
        {
            "RS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => curve.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        });
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
