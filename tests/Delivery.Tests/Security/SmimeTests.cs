using System.Security.Cryptography.X509Certificates;
using System.Text;
using EmailAgent.Delivery.Security;

namespace EmailAgent.Delivery.Tests.Security;

/// <summary>S/MIME between this library and OpenSSL.</summary>
public sealed class SmimeTests : IDisposable
{
    private static readonly byte[] Content = "Content-Type: text/plain\r\n\r\nThe signed text.\r\n"u8.ToArray();

    private static readonly byte[] Message = Encoding.UTF8.GetBytes(
        "From: ada@example.org\r\nTo: bob@example.org\r\nSubject: Keys\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe\r\n--b\r\n"
        + "Content-Type: text/html\r\n\r\n<p>Hello</p>\r\n--b--\r\n");

    private readonly SecurityTool _tool = new();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public void Dispose() => _tool.Dispose();

    [OpenSslFact]
    public async Task Verify_SignatureOfOpenSsl_IsValidForItsContentOnly()
    {
        await CreateAsync();
        var signature = await SignAsync();
        var signatures = new SmimeSignatures([]);

        var check = Assert.Single(signatures.Verify(Content, signature, []));
        Assert.Equal((SignatureStatus.Valid, false), (check.Status, check.IsTrusted));
        Assert.Equal(["ada@example.org"], check.Addresses);
        Assert.InRange(check.SignedAt!.Value, Now.AddHours(-1), Now.AddMinutes(1));
        Assert.Equal(SignatureStatus.Invalid, Assert.Single(signatures.Verify("other"u8.ToArray(), signature, [])).Status);
    }

    [OpenSslFact]
    public async Task Verify_SignerThatIsStoredOrIssued_IsTrusted()
    {
        await CreateAsync();
        var signature = await SignAsync();
        var stored = MailKey.Read(await _tool.ReadAsync("cert.pem"), password: null);
        using var issuer = X509CertificateLoader.LoadCertificate(await _tool.ReadAsync("cert.pem"));

        Assert.True(Assert.Single(new SmimeSignatures([]).Verify(Content, signature, [stored])).IsTrusted);
        Assert.True(Assert.Single(new SmimeSignatures([issuer]).Verify(Content, signature, [])).IsTrusted);
        Assert.False(Assert.Single(new SmimeSignatures([issuer]).Verify("other"u8.ToArray(), signature, [stored])).IsTrusted);
    }

    [OpenSslFact]
    public async Task Verify_DamagedSignature_IsNeverValidForOtherContentAndNeverThrows()
    {
        await CreateAsync();
        var signature = await SignAsync();
        var (signatures, random) = (new SmimeSignatures([]), new Random(1));
        for (var i = 0; i < 300; i++)
        {
            var damaged = signature.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.DoesNotContain(signatures.Verify("other"u8.ToArray(), damaged, []), check => check.Status == SignatureStatus.Valid);
        }

        Assert.Equal(SignatureStatus.Unreadable, Assert.Single(signatures.Verify(Content, "garbage"u8.ToArray(), [])).Status);
    }

    [OpenSslFact]
    public async Task Protect_SignedMessage_IsVerifiedByOpenSsl()
    {
        await CreateAsync();
        await _tool.WriteAsync("mail.eml", MailProtector.Protect(Message, await ReadOwnAsync(), [], Now));

        await _tool.RunAsync(SecurityTool.OpenSsl, "cms", "-verify", "-in", "mail.eml", "-CAfile", "cert.pem", "-purpose", "any", "-out", "content");

        Assert.Contains("Hello", Encoding.ASCII.GetString(await _tool.ReadAsync("content")), StringComparison.Ordinal);
    }

    [OpenSslFact]
    public async Task Protect_SignedAndEncryptedMessage_IsDecryptedByOpenSsl()
    {
        await CreateAsync();
        var own = await ReadOwnAsync();
        await _tool.WriteAsync("mail.eml", MailProtector.Protect(Message, own, [own], Now));

        await _tool.RunAsync(SecurityTool.OpenSsl, "cms", "-decrypt", "-in", "mail.eml", "-recip", "cert.pem", "-inkey", "key.pem", "-out", "signed.eml");
        await _tool.RunAsync(SecurityTool.OpenSsl, "cms", "-verify", "-in", "signed.eml", "-CAfile", "cert.pem", "-purpose", "any", "-out", "content");

        var sent = Encoding.ASCII.GetString(await _tool.ReadAsync("mail.eml"));
        Assert.Contains("Message-ID: <1@example.org>", sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Hello", sent, StringComparison.Ordinal);
        Assert.Contains("Hello", Encoding.ASCII.GetString(await _tool.ReadAsync("content")), StringComparison.Ordinal);
    }

    [OpenSslFact]
    public async Task Read_Pkcs12WithWrongPassword_IsRefused()
    {
        await CreateAsync();
        var file = await _tool.ReadAsync("own.p12");

        Assert.Throws<MailKeyException>(() => MailKey.Read(file, "wrong"));
        Assert.Throws<MailKeyException>(() => MailKey.Read("no key"u8.ToArray(), null));
    }

    private async Task CreateAsync()
    {
        await _tool.RunAsync(
            SecurityTool.OpenSsl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "30", "-subj", "/CN=Ada",
            "-addext", "subjectAltName=email:Ada@example.org", "-addext", "extendedKeyUsage=emailProtection");
        await _tool.RunAsync(SecurityTool.OpenSsl, "pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-passout", "pass:pw", "-out", "own.p12");
    }

    private async Task<byte[]> SignAsync()
    {
        await _tool.WriteAsync("content.txt", Content);
        await _tool.RunAsync(SecurityTool.OpenSsl, "cms", "-sign", "-binary", "-in", "content.txt", "-signer", "cert.pem", "-inkey", "key.pem", "-outform", "DER", "-out", "signature.p7s");
        return await _tool.ReadAsync("signature.p7s");
    }

    private async Task<MailKey> ReadOwnAsync() => MailKey.Read(await _tool.ReadAsync("own.p12"), "pw");
}
