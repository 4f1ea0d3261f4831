namespace EmailAgent.DemoMailbox;

/// <summary>Mail in other languages and the charsets that go with them.</summary>
internal static class Languages
{
    private static readonly (string Name, string Address, string Charset, string Subject, string Text)[] Mail =
    [
        ("Jürgen Groß", "juergen@hafenamt.example", "iso-8859-1", "Rückmeldung zur Baugenehmigung", "Guten Tag,\n\ndie Genehmigung für das Gerüst ist fertig und kann ab Dienstag abgeholt werden.\n\nMit freundlichen Grüßen\nJürgen Groß\n"),
        ("Élodie Faure", "elodie@phares.example", "windows-1252", "Devis pour les lanternes – été 2026", "Bonjour,\n\nveuillez trouver notre devis : 48 lanternes à 310 € pièce, livraison comprise.\n\nÀ bientôt\nÉlodie\n"),
        ("Анна Соколова", "anna@mayak.example", "koi8-r", "Вопрос о поставке светильников", "Добрый день!\n\nКогда вы сможете принять первую партию светильников? Они готовы к отправке.\n\nС уважением,\nАнна\n"),
        ("Пётр Иванов", "petr@mayak.example", "windows-1251", "Счёт за август", "Добрый день,\n\nсчёт за август отправлен почтой.\n"),
        ("田中 愛子", "aiko@lanterns.example", "iso-2022-jp", "試作品について", "お世話になっております。\n\n試作品は来週の火曜日に発送いたします。よろしくお願いいたします。\n\n田中\n"),
        ("佐藤 健", "ken@lanterns.example", "shift_jis", "見積書の件", "見積書をお送りします。ご確認ください。\n"),
        ("王 小明", "ming@gangkou.example", "gb2312", "港口照明项目", "您好，\n\n附件是港口照明项目的新图纸，请查收。\n"),
        ("Ewa Kowalska", "ewa@studio-kowalska.example", "iso-8859-2", "Zdjęcia z nabrzeża", "Cześć,\n\nzdjęcia z nabrzeża są gotowe. Wyślę je jutro rano.\n\nPozdrowienia\nEwa\n"),
        ("Γιώργος Παππάς", "giorgos@faros.example", "iso-8859-7", "Ερώτηση για τον φάρο", "Καλημέρα,\n\nπότε αρχίζουν οι εργασίες στον φάρο;\n"),
        ("نور حداد", "nour@mina.example", "utf-8", "اجتماع يوم الأحد", "مرحبا،\n\nهل يناسبك الاجتماع يوم الأحد في العاشرة صباحا؟\n"),
        ("Mira Lindqvist", "mira@harbour.example", "utf-8", "Bilder 📷 från invigningen 🎉", "Hej!\n\nHär kommer bilderna från invigningen. Vilken kväll! 🌅\n"),
    ];

    public static IEnumerable<DemoMessage> Compose(Scene scene)
    {
        foreach (var (name, address, charset, subject, text) in Mail)
        {
            var date = scene.SomeDate();
            yield return new Envelope(new Person(name, address), [scene.Owner], subject, date)
            {
                MessageId = scene.NextMessageId(),
                Charset = charset,
            }.Message(charset == "iso-8859-1" ? "Büro" : "INBOX", scene.ReadFlags(date), BodyPart.Text(text, charset: charset));
        }
    }
}
