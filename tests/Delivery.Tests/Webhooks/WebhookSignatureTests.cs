using System.Text;
using EmailAgent.Delivery.Webhooks;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace EmailAgent.Delivery.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    // The values that the libraries of Standard Webhooks test with.
    [Fact]
    public void Sign_OfTheKnownExample_IsTheKnownSignature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign([WebhookKeys.FromSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Body));

    [Fact]
    public void Sign_WithTwoKeys_SignsWithBoth()
    {
        var (current, previous) = (WebhookKeys.Create(asymmetric: false), WebhookKeys.Create(asymmetric: false));

        var both = WebhookSignature.Sign([current, previous], "msg_1", 1, Body).Split(' ');

        Assert.Equal([WebhookSignature.Sign([current], "msg_1", 1, Body), WebhookSignature.Sign([previous], "msg_1", 1, Body)], both);
    }

    [Fact]
    public void Sign_WithAnAsymmetricKey_IsVerifiedByItsPublicKey()
    {
        var keys = WebhookKeys.FromBytes(WebhookKeys.Create(asymmetric: true).ToBytes());
        var signature = Convert.FromBase64String(WebhookSignature.Sign([keys], "msg_1", 1, Body).Split(' ')[1]["v1a,".Length..]);

        Assert.True(Verify(keys, "msg_1.1.", signature));
        Assert.False(Verify(keys, "msg_2.1.", signature));
    }

    private static bool Verify(WebhookKeys keys, string head, byte[] signature)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(head), .. Body];
        var verifier = new Ed25519Signer();
        verifier.Init(false, new Ed25519PublicKeyParameters(Convert.FromBase64String(keys.PublicKey!["whpk_".Length..])));
        verifier.BlockUpdate(content, 0, content.Length);
        return verifier.VerifySignature(signature);
    }
}
