using System.Text;
using EmailAgent.Delivery.Security;

namespace EmailAgent.Delivery.Tests.Security;

/// <summary>OpenPGP between this library and GnuPG.</summary>
public sealed class OpenPgpTests : IDisposable
{
    private static readonly byte[] Content = "Content-Type: text/plain\r\n\r\nThe signed text.\r\n"u8.ToArray();

    private static readonly byte[] Message =
        "From: ada@example.org\r\nTo: ada@example.org\r\nSubject: Keys\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello Ada\r\n"u8.ToArray();

    private readonly SecurityTool _tool = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => _tool.Dispose();

    [GpgFact]
    public async Task Verify_SignatureOfGnuPg_IsValidForItsContentOnly()
    {
        var key = await CreateAsync("--export");
        await _tool.WriteAsync("content", Content);
        await _tool.RunAsync(SecurityTool.Gpg, "--armor", "--detach-sign", "--output", "signature.asc", "content");
        var signature = await _tool.ReadAsync("signature.asc");

        var check = Assert.Single(OpenPgpSignatures.Verify(Content, signature, [key]));
        Assert.Equal((SignatureStatus.Valid, true, key.Fingerprint), (check.Status, check.IsTrusted, check.Fingerprint));
        Assert.Equal(["ada@example.org"], check.Addresses);
        Assert.Equal("Ada", check.Name);
        Assert.Equal(SignatureStatus.Invalid, Assert.Single(OpenPgpSignatures.Verify("other"u8.ToArray(), signature, [key])).Status);
        Assert.Equal(SignatureStatus.UnknownKey, Assert.Single(OpenPgpSignatures.Verify(Content, signature, [])).Status);
    }

    [GpgFact]
    public async Task Verify_DamagedSignature_IsNeverValidForOtherContentAndNeverThrows()
    {
        var key = await CreateAsync("--export");
        await _tool.WriteAsync("content", Content);
        await _tool.RunAsync(SecurityTool.Gpg, "--detach-sign", "--output", "signature", "content");
        var (signature, random) = (await _tool.ReadAsync("signature"), new Random(1));
        for (var i = 0; i < 300; i++)
        {
            var damaged = signature.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.DoesNotContain(OpenPgpSignatures.Verify("other"u8.ToArray(), damaged, [key]), check => check.Status == SignatureStatus.Valid);
        }
    }

    [GpgFact]
    public async Task Protect_SignedMessage_IsVerifiedByGnuPg()
    {
        var key = await CreateAsync("--export-secret-keys");

        var sent = MailProtector.Protect(Message, key, [], Now);

        using var stream = new MemoryStream(sent);
        using var message = await MimeKit.MimeMessage.LoadAsync(stream);
        var signed = Assert.IsType<MimeKit.Cryptography.MultipartSigned>(message.Body);
        var text = Encoding.ASCII.GetString(sent);
        var boundary = "--" + signed.Boundary;
        var start = text.IndexOf(boundary, StringComparison.Ordinal) + boundary.Length + 2;
        await _tool.WriteAsync("content", Encoding.ASCII.GetBytes(text[start..text.IndexOf("\r\n" + boundary, start, StringComparison.Ordinal)]));
        using var signature = new MemoryStream();
        await ((MimeKit.MimePart)signed[1]).Content!.DecodeToAsync(signature);
        await _tool.WriteAsync("signature.asc", signature.ToArray());
        await _tool.RunAsync(SecurityTool.Gpg, "--verify", "signature.asc", "content");
    }

    [GpgFact]
    public async Task Protect_EncryptedMessage_IsDecryptedByGnuPg()
    {
        var key = await CreateAsync("--export-secret-keys");

        var sent = MailProtector.Protect(Message, key, [key], Now);

        using var stream = new MemoryStream(sent);
        using var message = await MimeKit.MimeMessage.LoadAsync(stream);
        var encrypted = Assert.IsType<MimeKit.Cryptography.MultipartEncrypted>(message.Body);
        using var content = new MemoryStream();
        await ((MimeKit.MimePart)encrypted[1]).Content!.DecodeToAsync(content);
        await _tool.WriteAsync("content.asc", content.ToArray());
        Assert.Contains("Hello Ada", await _tool.RunAsync(SecurityTool.Gpg, "--decrypt", "content.asc"), StringComparison.Ordinal);
        Assert.DoesNotContain("Hello", Encoding.ASCII.GetString(sent), StringComparison.Ordinal);
    }

    private async Task<MailKey> CreateAsync(string export)
    {
        await _tool.RunAsync(SecurityTool.Gpg, "--quick-generate-key", "Ada <ada@example.org>", "rsa2048", "default", "never");
        var fingerprint = (await _tool.RunAsync(SecurityTool.Gpg, "--with-colons", "--list-keys")).Split('\n').First(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
        await _tool.RunAsync(SecurityTool.Gpg, "--quick-add-key", fingerprint, "rsa2048", "encr", "never");
        await _tool.RunAsync(SecurityTool.Gpg, "--armor", "--output", "key.asc", export, "ada@example.org");
        return MailKey.Read(await _tool.ReadAsync("key.asc"), password: null);
    }
}
