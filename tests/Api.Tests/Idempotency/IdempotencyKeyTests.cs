using EmailAgent.Api.Idempotency;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Tests.Idempotency;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("k", true)]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", true)]
    [InlineData("", false)]
    [InlineData("a\tb", false)]
    [InlineData("schlüssel", false)]
    public void Key_OfPrintableAscii_IsValid(string key, bool expected) => Assert.Equal(expected, IdempotencyKey.IsValid(key));

    [Fact]
    public void Keys_NoneOrSeveral_AreNotValid()
    {
        Assert.False(IdempotencyKey.IsValid(StringValues.Empty));
        Assert.False(IdempotencyKey.IsValid(new StringValues(["a", "b"])));
        Assert.True(IdempotencyKey.IsValid(new string('k', IdempotencyKey.MaxLength)));
        Assert.False(IdempotencyKey.IsValid(new string('k', IdempotencyKey.MaxLength + 1)));
    }

    [Fact]
    public void Hashes_OfAnyRequests_AreEqualExactlyIfTheRequestsAre()
    {
        Prop.ForAll<byte[], byte[]>((one, other) =>
            Hash(one).SequenceEqual(Hash(other)) == one.SequenceEqual(other)
            && Hash(one).SequenceEqual(Hash([.. one]))
            && !Hash(one).SequenceEqual(IdempotencyKey.HashRequest("other", "/path", "?q", one))
            && !Hash(one).SequenceEqual(IdempotencyKey.HashRequest("key", "/other", "?q", one))
            && !Hash(one).SequenceEqual(IdempotencyKey.HashRequest("key", "/path", "", one)))
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Hashes_OfKeys_DifferByCallerAndOperation()
    {
        var keyId = Guid.NewGuid();
        byte[][] hashes =
        [
            IdempotencyKey.HashKey(null, "POST", "/a", "k"), IdempotencyKey.HashKey(keyId, "POST", "/a", "k"), IdempotencyKey.HashKey(null, "PUT", "/a", "k"),
            IdempotencyKey.HashKey(null, "POST", "/b", "k"), IdempotencyKey.HashKey(null, "POST", "/a", "l"),
        ];

        Assert.Equal(hashes.Length, hashes.Select(hash => Convert.ToHexString(hash)).Distinct().Count());
    }

    private static byte[] Hash(byte[] body) => IdempotencyKey.HashRequest("key", "/path", "?q", body);
}
