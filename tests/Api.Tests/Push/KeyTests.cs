using System.Security.Cryptography;
using EmailAgent.Api.Tests.Connections;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Push;

/// <summary>Google changes the keys that pushes are signed with.</summary>
public sealed class KeyTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    [EmulatePostgresFact]
    public async Task Push_SignedWithANewKey_IsTakenAtOnceByOneFetch()
    {
        using var google = fixture.Host.Anonymous();
        var body = GmailPush.Body("nobody@example.com", "7");
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);

        fixture.Signer.ChangeKey("key-2");
        var fetches = fixture.Signer.Fetches;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => google.PushAsync(body, fixture.Signer.Sign())));
        Assert.All(answers, answer => Assert.Equal(204, (int)answer.Status));
        Assert.Equal(fetches + 1, fixture.Signer.Fetches);
    }

    [EmulatePostgresFact]
    public async Task Pushes_SignedWithKeysThatNobodyHas_FetchKeysOnceAMinute()
    {
        using var google = fixture.Host.Anonymous();
        using var forger = RSA.Create(2048);
        var body = GmailPush.Body("nobody@example.com", "7");
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);

        for (var minute = 1; minute <= 3; minute++)
        {
            var fetches = fixture.Signer.Fetches;
            for (var forgery = 0; forgery < 10; forgery++)
                (await google.PushAsync(body, fixture.Signer.Sign(key: forger, keyId: $"forged-{minute}-{forgery}"))).IsProblem(401, "push_unauthenticated");
            Assert.Equal(fetches + 1, fixture.Signer.Fetches);
            fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var before = fixture.Signer.Fetches;
        (await google.PushAsync(body, fixture.Signer.Sign(key: forger))).IsProblem(401, "push_unauthenticated");
        Assert.Equal(204, (int)(await google.PushAsync(body, fixture.Signer.Sign())).Status);
        Assert.Equal(before, fixture.Signer.Fetches);
    }
}
