using System.Security.Cryptography;
using EmailAgent.Api.Tests.SignIn;
using EmailAgent.Testing;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Api.Tests.Push;

/// <summary>Google changes the keys that pushes are signed with.</summary>
public sealed class KeyTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [EmulatePostgresFact]
    public async Task Push_SignedWithANewKey_IsTakenAtOnceByOneFetch()
    {
        using var google = fixture.Host.Anonymous();
        var body = GmailPush.Body("nobody@example.com", "7");
        fixture.Clock.Advance(IssuerKeys.AtMostEvery); // for the other tests of this class
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);

        fixture.Signer.ChangeKey("key-2");
        var fetches = fixture.Signer.Fetches;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => google.PushAsync(body, fixture.Signer.Sign())));
        Assert.All(answers, answer => Assert.Equal(204, (int)answer.Status));
        Assert.Equal(fetches + 1, fixture.Signer.Fetches);
    }

    [EmulatePostgresFact]
    public async Task Push_WhileGoogleDoesNotAnswer_Is503ForANewKeyAlone()
    {
        using var google = fixture.Host.Anonymous();
        var body = GmailPush.Body("nobody@example.com", "7");
        fixture.Clock.Advance(IssuerKeys.AtMostEvery);
        var before = fixture.Signer.Sign();
        Assert.Equal(204, (int)(await google.PushAsync(body, before)).Status);

        fixture.Signer.IsDown = true;
        fixture.Signer.ChangeKey("key-3");
        Assert.NotNull((await google.PushAsync(body, fixture.Signer.Sign())).IsProblem(503, "unavailable").Header("Retry-After"));
        Assert.Equal(204, (int)(await google.PushAsync(body, before)).Status);

        fixture.Signer.IsDown = false;
        fixture.Clock.Advance(IssuerKeys.AtMostEvery);
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);
    }

    [EmulatePostgresFact]
    public async Task Pushes_SignedWithKeysThatNobodyHas_FetchKeysSeldom()
    {
        using var google = fixture.Host.Anonymous();
        using var forger = RSA.Create(2048);
        var body = GmailPush.Body("nobody@example.com", "7");
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);

        for (var minute = 1; minute <= 3; minute++)
        {
            var (fetches, start) = (fixture.Signer.Fetches, TimeProvider.System.GetTimestamp());
            for (var forgery = 0; forgery < 10; forgery++)
                (await google.PushAsync(body, fixture.Signer.Sign(key: forger, keyId: $"forged-{minute}-{forgery}"))).IsProblem(401, "push_unauthenticated");
            Assert.InRange(fixture.Signer.Fetches - fetches, 1, 1 + (TimeProvider.System.GetElapsedTime(start) / IssuerKeys.AtMostEvery));
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var before = fixture.Signer.Fetches;
        (await google.PushAsync(body, fixture.Signer.Sign(key: forger))).IsProblem(401, "push_unauthenticated");
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);
        Assert.Equal(before, fixture.Signer.Fetches);
    }
}
