use super::*;

#[tokio::test]
async fn words_and_files_reach_the_other_side_and_ours_only_once_they_are_opened() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let large: Vec<u8> = (0..1_300_000_u32)
        .map(|n| u8::try_from(n % 251).unwrap())
        .collect();
    desk.writes(
        "Mit CPR-nummer er 010190-1234.",
        &[("../../løn\u{202e}.pdf", &large)],
    )
    .await;
    desk.sends(Counterpart::Person, "Svaret.", &[("svar.pdf", b"%PDF")])
        .await;

    let staff = desk.staff_sees().await;
    assert_eq!(staff.messages[0].words, "Mit CPR-nummer er 010190-1234.");
    let file = &staff.messages[0].files[0];
    assert_eq!((file.name.as_str(), file.size), ("løn.pdf", 1_300_000));
    let read = service.secure_file_for_staff(&desk.staff, &desk.thread, &file.id);
    assert!(read.await.unwrap().content == large);

    let ours = &desk.seen().await[1];
    assert!(ours.from_us && matches!(ours.content, SecureContent::Waits { .. }));
    let unopened = staff.messages[1].files[0].id;
    let anna = desk.subject(ANNA);
    let early = service.own_secure_file(&anna, &desk.thread, &unopened);
    assert_eq!(early.await.unwrap_err(), Problem::NotFound);

    desk.opens(ours.id).await.unwrap();
    let seen = desk.seen().await;
    assert_eq!(words(&seen[1]), Some("Svaret."));
    assert_eq!(files(&seen[1])[0].name.as_str(), "svar.pdf");
    let read = service.own_secure_file(&anna, &desk.thread, &unopened);
    assert_eq!(read.await.unwrap().content, b"%PDF");
    let opened_at = desk.staff_sees().await.messages[1].opened_at;
    assert_eq!(opened_at, Some(service.now()));
}

#[tokio::test]
async fn mails_say_that_something_waits_and_nothing_else() {
    let desk = Desk::open().await;
    desk.sends(Counterpart::Person, "Hemmeligt", &[]).await;
    desk.invites().await;
    let letters = desk.letters().await;
    assert!(matches!(&letters[0], (to, Letter::RightsNews) if to == "anna@example.dk"));
    let outside = |to: &str| to == "sag@tryghed.example";
    assert!(matches!(&letters[1], (to, Letter::SecureOutside { .. }) if outside(to)));
    assert_eq!(letters.len(), 2);
}

#[tokio::test]
async fn another_persons_thread_is_nothing_and_so_is_ones_own_without_a_second_factor() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let thread = &desk.thread;
    desk.sends(Counterpart::Person, "Til Anna", &[("a.txt", b"a")])
        .await;
    let message = desk.seen().await[0].id;
    let file = desk.staff_sees().await.messages[0].files[0].id;
    let email = MailAddress::parse("anna@example.dk").unwrap();
    let mailbox_alone = DataSubject::reading(email, service.now());
    for other in [desk.subject(BO), mailbox_alone] {
        let page = service.own_secure_thread(&other, thread).await;
        assert_eq!(page.unwrap_err(), Problem::NotFound);
        let opened = service.open_secure_message(&other, thread, &message).await;
        assert_eq!(opened.unwrap_err(), Problem::NotFound);
        let asked = service.ask_for_secure_by_post(&other, thread, &message);
        assert_eq!(asked.await.unwrap_err(), Problem::NotFound);
        let read = service.own_secure_file(&other, thread, &file).await;
        assert_eq!(read.unwrap_err(), Problem::NotFound);
        let written = service.write_secure(&other, thread, desk.message("Hej", &[]));
        assert_eq!(written.await.unwrap_err(), Problem::NotFound);
    }

    // Nor by way of a thread of one's own.
    let own = service.begin_secure(&desk.staff, &begin(BO, None)).await;
    let (own, bo) = (own.unwrap(), desk.subject(BO));
    let threads = service.own_secure_threads(&bo).await.unwrap();
    assert_eq!((threads.len(), threads[0].id), (1, own));
    let opened = service.open_secure_message(&bo, &own, &message).await;
    assert_eq!(opened.unwrap_err(), Problem::NotFound);
    let read = service.own_secure_file(&bo, &own, &file).await;
    assert_eq!(read.unwrap_err(), Problem::NotFound);
    let unopened = &desk.seen().await[0].content;
    assert!(matches!(unopened, SecureContent::Waits { .. }));
}

#[tokio::test]
async fn staff_whose_role_opens_no_requests_see_and_do_nothing() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let other = signed_in(service, &[Role::Communications, Role::EventHost]).await;
    let page = service.staff_secure(&other, &desk.thread).await;
    assert_eq!(page.unwrap_err(), Problem::Forbidden);
    let message = desk.message("Hej", &[]);
    let sent = service.send_secure(&other, &desk.thread, Counterpart::Person, message);
    assert_eq!(sent.await.unwrap_err(), Problem::Forbidden);
    let begun = service.begin_secure(&other, &begin(BO, None)).await;
    assert_eq!(begun.unwrap_err(), Problem::Forbidden);
    assert_eq!(desk.bench.count_rows(&TABLES[..3]).await, [1, 0, 0]);
}

#[tokio::test]
async fn each_look_and_act_of_staff_is_in_the_access_log() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let before = desk.bench.count_rows(&["access_log"]).await[0];
    desk.sends(Counterpart::Person, "Hej", &[("a.txt", b"a")])
        .await;
    let file = desk.staff_sees().await.messages[0].files[0].id;
    let read = service.secure_file_for_staff(&desk.staff, &desk.thread, &file);
    read.await.unwrap();
    service.secure_threads(&desk.staff, None).await.unwrap();
    desk.invites().await;
    let noted = desk.bench.count_rows(&["access_log"]).await[0];
    assert_eq!(noted - before, 5);
}

#[tokio::test]
async fn the_same_form_twice_is_one_message_and_another_file_makes_another() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let anna = desk.subject(ANNA);
    let message = desk.message("Hej", &[("a.txt", b"a")]);
    let mut other = message.clone();
    other.files[0].content = b"b".to_vec();
    for sent in [message.clone(), message, other] {
        let sent = service.write_secure(&anna, &desk.thread, sent).await;
        sent.unwrap();
    }
    assert_eq!(desk.seen().await.len(), 2);
}

#[tokio::test]
async fn too_much_and_too_little_are_refused_and_leave_nothing() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let anna = desk.subject(ANNA);
    let large = vec![1; domain::secure::LARGEST_FILE + 1];
    let long = "a".repeat(domain::secure::LONGEST_MESSAGE + 1);
    for (message, problem) in [
        (desk.message(" ", &[]), Problem::MissingMessage),
        (desk.message(&long, &[]), Problem::MessageTooLong),
        (desk.message("", &[("a", &large)]), Problem::FileTooLarge),
        (desk.message("", &[("a", b"")]), Problem::EmptyFile),
        (
            desk.message("", &[("a", &b"a"[..]); 11]),
            Problem::TooManyFiles,
        ),
    ] {
        let refused = service.write_secure(&anna, &desk.thread, message).await;
        assert_eq!(refused.unwrap_err(), problem);
    }
    assert_eq!(desk.bench.count_rows(&TABLES).await, [1, 0, 0, 0, 0]);
    desk.writes("", &[("a", b"a")]).await;
    assert_eq!(words(&desk.seen().await[0]), Some(""));
}

/// A JPEG with what a camera adds (EXIF).
fn photograph() -> Vec<u8> {
    let dots = image::RgbImage::from_pixel(40, 30, image::Rgb([200, 30, 30]));
    let mut plain = std::io::Cursor::new(Vec::new());
    dots.write_to(&mut plain, image::ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01".to_vec();
    exif.extend(b"\x01\x0e\0\x02\0\0\0\x10\0\0\0\x1a");
    exif.extend(b"\0\0\0\0GPS 55.67 12.56\0");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat()
}

#[tokio::test]
async fn what_a_camera_wrote_into_a_picture_is_gone_and_other_files_are_as_they_were() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let photograph = photograph();
    let says_where = |file: &[u8]| file.windows(3).any(|bytes| bytes == b"GPS");
    assert!(says_where(&photograph));
    let broken = [&photograph[..40], b"GPS"].concat();
    let sent: Files<'_> = &[("skade.jpg", &photograph), ("brudt.jpg", &broken)];
    desk.writes("", sent).await;
    let seen = desk.seen().await;
    let [picture, other] = files(&seen[0]) else {
        panic!("there are two files");
    };
    assert!(picture.cleaned && !other.cleaned);
    let anna = desk.subject(ANNA);
    let read = service.own_secure_file(&anna, &desk.thread, &picture.id);
    let kept = read.await.unwrap().content;
    assert!(!says_where(&kept));
    assert_eq!(image::load_from_memory(&kept).unwrap().width(), 40);
    let read = service.own_secure_file(&anna, &desk.thread, &other.id);
    assert_eq!(read.await.unwrap().content, broken);
}

#[tokio::test]
async fn pieces_that_changed_places_open_nothing() {
    use sqlx::Connection as _;

    let desk = Desk::open().await;
    desk.writes("", &[("a.bin", &vec![7; 1_200_000])]).await;
    let address = format!("sqlite://{}", desk.bench.database().display());
    let connection = sqlx::SqliteConnection::connect(&address).await;
    let mut connection = connection.unwrap();
    for swap in [
        "UPDATE secure_chunk SET place = 9 WHERE place = 0",
        "UPDATE secure_chunk SET place = 0 WHERE place = 1",
        "UPDATE secure_chunk SET place = 1 WHERE place = 9",
    ] {
        sqlx::query(swap).execute(&mut connection).await.unwrap();
    }
    let file = files(&desk.seen().await[0])[0].id;
    let anna = desk.subject(ANNA);
    let read = desk
        .bench
        .service
        .own_secure_file(&anna, &desk.thread, &file);
    assert_eq!(read.await.unwrap_err(), Problem::Fault);
}
