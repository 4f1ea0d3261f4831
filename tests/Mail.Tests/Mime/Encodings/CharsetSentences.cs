namespace EmailAgent.Mail.Tests.Mime.Encodings;

/// <summary>Sentences as people write them in mail, and the code pages in which they used to.</summary>
internal sealed record CharsetSentences(string Language, int[] CodePages, params string[] Sentences)
{
    /// <summary>In charsets that are recognized.</summary>
    public static readonly CharsetSentences[] Recognized =
    [
        new("German", [1252], "Können wir den Termin auf nächste Woche verschieben?", "Die Rechnung für März ist noch nicht bezahlt, bitte prüfen.", "Schöne Grüße aus München, bis bald!", "Ich habe die Unterlagen gestern übergeben.", "Der Schlüssel liegt beim Hausmeister."),
        new("French", [1252], "Pourriez-vous m'envoyer le relevé avant vendredi ?", "La réunion a été déplacée à quinze heures.", "J'ai bien reçu votre dernière pièce jointe, merci.", "Où êtes-vous allés cet été ?", "Ce serait génial, à bientôt !"),
        new("Spanish", [1252], "¿Podría enviarme la factura antes del miércoles?", "Mañana llegaré tarde a la reunión.", "El pingüino bebió agua en la montaña.", "Adjunto el código y la documentación técnica.", "¡Enhorabuena por el año nuevo!"),
        new("Portuguese", [1252], "Não consegui abrir o anexo, pode reenviar?", "A reunião de amanhã será às nove da manhã.", "As informações estão na última página.", "Você já recebeu a confirmação da inscrição?"),
        new("Swedish", [1252], "Jag återkommer på måndag med förslaget.", "Vänligen bekräfta att ni mottagit räkningen.", "Vi ses på tågstationen klockan åtta.", "Räksmörgåsen är slut för idag."),
        new("Russian", [1251, 20866], "Коллеги, перенесите встречу на четверг, если можно.", "Счёт за ноябрь до сих пор не оплачен.", "Спасибо за быстрый ответ, жду документы.", "Вчера звонил заказчик и просил прислать смету.", "Ключи лежат у вахтёра на первом этаже."),
        new("Ukrainian", [1251, 21866], "Надішліть, будь ласка, рахунок до п'ятниці.", "Зустріч перенесено на наступний тиждень.", "Дякую за швидку відповідь, чекаю на документи.", "Їжак з'їв яблуко біля ґанку."),
        new("Bulgarian", [1251], "Моля, изпратете фактурата до края на седмицата.", "Срещата е отложена за следващия понеделник.", "Благодаря за бързия отговор.", "Ключовете са при портиера на първия етаж."),
        new("Japanese", [932, 51932, 50220], "明日の打ち合わせは三時からに変更になりました。", "請求書を添付しましたので、ご確認をお願いいたします。", "先日はお忙しいところありがとうございました。", "サーバーのメンテナンスは今夜行います。", "鍵は管理人さんに預けてあります。"),
        new("Chinese, simplified", [936], "明天的会议改到下午三点，请大家准时参加。", "发票已经寄出，请注意查收。", "谢谢你的帮助，我们下周再联系。", "服务器今天晚上进行维护，届时无法登录。", "钥匙放在门卫那里。"),
        new("Chinese, traditional", [950], "明天的會議改到下午三點，請大家準時參加。", "發票已經寄出，請注意查收。", "謝謝你的幫助，我們下週再聯絡。", "伺服器今天晚上進行維護，屆時無法登入。", "鑰匙放在警衛那裡。"),
        new("Korean", [949], "내일 회의는 오후 세 시로 변경되었습니다.", "청구서를 첨부했으니 확인해 주시기 바랍니다.", "빠른 답변 감사드립니다. 다음 주에 연락드리겠습니다.", "서버 점검이 오늘 밤에 있습니다.", "열쇠는 관리실에 맡겨 두었습니다."),
    ];

    /// <summary>In charsets that are not.</summary>
    public static readonly CharsetSentences[] Others =
    [
        new("Polish", [1250, 28592], "Proszę przesłać fakturę do końca tygodnia.", "Spotkanie zostało przełożone na środę.", "Dziękuję za szybką odpowiedź, pozdrawiam.", "Zażółć gęślą jaźń."),
        new("Czech", [1250, 28592], "Pošlete prosím fakturu do konce týdne.", "Schůzka byla přesunuta na středu.", "Děkuji za rychlou odpověď.", "Příliš žluťoučký kůň úpěl ďábelské ódy."),
        new("Greek", [1253, 28597], "Παρακαλώ στείλτε μου το τιμολόγιο μέχρι την Παρασκευή.", "Η συνάντηση μεταφέρθηκε για την Τετάρτη.", "Ευχαριστώ για τη γρήγορη απάντηση.", "Τα κλειδιά είναι στον θυρωρό."),
        new("Turkish", [1254, 28599], "Lütfen faturayı cuma gününe kadar gönderin.", "Toplantı çarşambaya ertelendi.", "Hızlı cevabınız için teşekkür ederim.", "Anahtarlar kapıcıda duruyor."),
        new("Hebrew", [1255], "נא לשלוח את החשבונית עד סוף השבוע.", "הפגישה נדחתה ליום רביעי.", "תודה על התשובה המהירה.", "המפתחות נמצאים אצל השומר."),
        new("Arabic", [1256], "يرجى إرسال الفاتورة قبل نهاية الأسبوع.", "تم تأجيل الاجتماع إلى يوم الأربعاء.", "شكرا على الرد السريع.", "المفاتيح عند الحارس."),
        new("Thai", [874], "กรุณาส่งใบแจ้งหนี้ภายในวันศุกร์", "การประชุมเลื่อนไปเป็นวันพุธ", "ขอบคุณสำหรับคำตอบที่รวดเร็ว"),
        new("Vietnamese", [1258], "Cám on anh đã gui hóa don.", "Cuôc hop đuoc dòi sang thu tu."),
    ];
}
